package dev.loupe.relay.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The chunked coding, of clients to the letter and of the upstream with bare line feeds. */
class ChunkedBodyTest {
    private static final String REQUEST = "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String RESPONSE = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    static Stream<Arguments> whole() {
        return Stream.of(
                row("nothing", "0\r\n\r\n", ""),
                row("one chunk", "5\r\nhello\r\n0\r\n\r\n", "hello"),
                row("two chunks", "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc"),
                row("sizes in both cases", "A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789"),
                row("leading zeros", "0003\r\nabc\r\n000\r\n\r\n", "abc"),
                row("an extension", "3;name=value\r\nabc\r\n0;last\r\n\r\n", "abc"),
                row(
                        "aws-chunked inside",
                        "1b;chunk-signature=0123\r\n5;chunk-signature=ab\r\nhello\r\n0\r\n\r\n",
                        "5;chunk-signature=ab\r\nhello"),
                row("trailers", "1\r\na\r\n0\r\nx-amz-checksum-crc32: AAAA\r\nB:\r\n\r\n", "a"),
                row("content that looks like framing", "7\r\n0\r\n\r\n0\r\r\n0\r\n\r\n", "0\r\n\r\n0\r"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whole(String text, String content) {
        for (int piece : new int[] {1, 2, 3, 5, 1000}) {
            Decoding request = Decoding.ofRequests().feed(Decoding.bytes(REQUEST + text), piece);
            assertThat(request.ends()).isEqualTo(1);
            assertThat(String.join("", request.contents())).isEqualTo(content);
            assertThat(request.passed()).isEqualTo(Decoding.bytes(REQUEST + text));
            Decoding response = Decoding.ofResponses("GET").feed(Decoding.bytes(RESPONSE + text), piece);
            assertThat(response.ends()).isEqualTo(1);
            assertThat(String.join("", response.contents())).isEqualTo(content);
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                fault("no size", "\r\nabc", Fault.CHUNK),
                fault("a sign", "+3\r\nabc\r\n", Fault.CHUNK),
                fault("a prefix", "0x3\r\nabc\r\n", Fault.CHUNK),
                fault("a blank before the size", " 3\r\nabc\r\n", Fault.CHUNK),
                fault("a size beyond 60 bits", "1000000000000000\r\n", Fault.CHUNK),
                fault("sizes that would wrap around", "fffffffffffffffff\r\n", Fault.CHUNK),
                fault("zeros without end", "0".repeat(16), Fault.CHUNK),
                fault("a chunk that is longer than it says", "3\r\nabcd\r\n", Fault.CHUNK),
                fault("a bare CR after the content", "3\r\nabc\rX", Fault.CHUNK),
                fault("a bare CR after the size", "3\rX", Fault.CHUNK),
                fault("a bare CR in an extension", "3;a\rb\r\nabc\r\n", Fault.CHUNK),
                fault("a NUL in an extension", "3;a\0\r\nabc\r\n", Fault.CHUNK),
                fault("an extension without end", "3;" + "a".repeat(5000), Fault.CHUNK),
                fault("a length among the trailers", "0\r\nContent-Length: 5\r\n\r\n", Fault.TRAILER),
                fault("an encoding among the trailers", "0\r\nTRANSFER-encoding: chunked\r\n\r\n", Fault.TRAILER),
                fault("a Host among the trailers", "0\r\nHost: x\r\n\r\n", Fault.TRAILER),
                fault("an Authorization among the trailers", "0\r\nAuthorization: x\r\n\r\n", Fault.TRAILER),
                fault("a folded trailer", "0\r\nA: b\r\n c\r\n\r\n", Fault.TRAILER),
                fault("a trailer without a colon", "0\r\nAbc\r\n\r\n", Fault.TRAILER),
                fault("a trailer without a name", "0\r\n: b\r\n\r\n", Fault.TRAILER),
                fault("a blank before a trailer's colon", "0\r\nA : b\r\n\r\n", Fault.TRAILER),
                fault("a NUL in a trailer", "0\r\nA: \0\r\n\r\n", Fault.TRAILER),
                fault("trailers without end", "0\r\n" + "A: b\r\n".repeat(16 * 1024), Fault.TRAILER),
                fault("a trailer's name without end", "0\r\n" + "a".repeat(17 * 1024), Fault.TRAILER),
                fault("a bare CR at the end", "0\r\n\rX", Fault.TRAILER));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource
    void refused(String text, Fault fault) {
        assertThat(Decoding.request(REQUEST + text).fault()).isEqualTo(fault);
        assertThat(Decoding.ofRequests().feed(Decoding.bytes(REQUEST + text), 1).fault())
                .isEqualTo(fault);
        assertThat(Decoding.response("GET", RESPONSE + text).fault()).isEqualTo(fault);
    }

    static Stream<Arguments> onlyOfTheUpstream() {
        return Stream.of(
                fault("a bare LF after the size", "3\nabc\r\n0\r\n\r\n", Fault.CHUNK),
                fault("a bare LF after the content", "3\r\nabc\n0\r\n\r\n", Fault.CHUNK),
                fault("a bare LF after an extension", "3;x\nabc\r\n0\r\n\r\n", Fault.CHUNK),
                fault("blanks after the size", "3  \r\nabc\r\n0\r\n\r\n", Fault.CHUNK),
                fault("a bare LF after a trailer", "3\r\nabc\r\n0\r\nA: b\n\r\n", Fault.TRAILER),
                fault("bare LFs throughout", "3\nabc\n0\nA: b\n\n", Fault.CHUNK),
                fault("a bare LF at the end", "3\r\nabc\r\n0\r\n\n", Fault.TRAILER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void onlyOfTheUpstream(String text, Fault fault) {
        assertThat(Decoding.request(REQUEST + text).fault()).isEqualTo(fault);
        for (int piece : new int[] {1, 4, 1000}) {
            Decoding response = Decoding.ofResponses("GET").feed(Decoding.bytes(RESPONSE + text), piece);
            assertThat(response.contents()).containsExactly("abc");
            assertThat(response.ends()).isEqualTo(1);
        }
    }

    private static Arguments row(String name, String text, String content) {
        return Arguments.of(Named.of(name, text), content);
    }

    private static Arguments fault(String name, String text, Fault fault) {
        return Arguments.of(Named.of(name, text), fault);
    }
}
