package dev.loupe.relay.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However the bytes of a connection are cut, they say the same. */
class AnySplitTest {
    private static final List<String> REQUESTS = List.of(
            "GET /rings/a.stl?versionId=1 HTTP/1.1\r\nHost: store\r\nRange: bytes=0-99\r\n\r\n",
            "PUT /rings/b%20c.stl HTTP/1.1\r\nHost: store\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\nfacet\r\nloop",
            "PUT /rings/d.stl HTTP/1.1\r\nHost: store\r\nTransfer-Encoding: chunked\r\nx-amz-trailer: x-amz-checksum-crc32\r\n\r\n"
                    + "a;chunk-signature=0\r\n0123456789\r\n1\r\n\n\r\n0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n",
            "\r\nDELETE /rings/e.stl HTTP/1.0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx");
    private static final List<String> RESPONSES = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"1\"\r\n\r\nhello",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 206 Partial Content\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n10;x\r\n0123456789abcdef\r\n0\r\n\r\n",
            "HTTP/1.1 404 Not Found\nContent-Length: 4\nX: a\n b\n\ngone");

    @Provide
    Arbitrary<String> requests() {
        return Arbitraries.of(REQUESTS).list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> responses() {
        return Arbitraries.of(RESPONSES).list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("", list));
    }

    private static String[] cut(String bytes, List<Integer> lengths) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < bytes.length(); i++) {
            int end = Math.min(bytes.length(), at + lengths.get(i % lengths.size()));
            pieces.add(bytes.substring(at, end));
            at = end;
        }
        return pieces.toArray(String[]::new);
    }

    @Property
    void requests_sayTheSame(
            @ForAll("requests") String bytes,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 40) Integer> lengths) {
        Script whole = Script.request(bytes);
        Script inPieces = Script.request(cut(bytes, lengths));

        assertThat(inPieces.said()).isEqualTo(whole.said());
        assertThat(inPieces.forwarded()).isEqualTo(whole.forwarded());
    }

    @Property
    void responses_sayTheSame(
            @ForAll("responses") String bytes,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 40) Integer> lengths) {
        Script whole = Script.response("GET", bytes);
        Script inPieces = Script.response("GET", cut(bytes, lengths));

        assertThat(inPieces.said()).isEqualTo(whole.said());
        assertThat(inPieces.forwarded()).isEqualTo(bytes);
    }

    @Property
    void anyBytes_neverThrow(@ForAll @Size(max = 400) List<@IntRange(min = 0, max = 255) Integer> octets) {
        StringBuilder bytes = new StringBuilder("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        octets.forEach(octet -> bytes.append((char) octet.intValue()));

        assertThat(Script.request(bytes.toString()).said()).isNotEmpty();
        assertThat(Script.response("GET", bytes.substring(54)).said()).isNotNull();
    }
}
