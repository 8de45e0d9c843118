package dev.loupe.relay.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are taken, and what is known of them. */
class RequestDecoderTest {
    @Test
    void plainRequest_hasItsPartsAsTheyStoodThere() {
        Head head = Decoding.request(
                        "GET /b/k%2F+//..?x=%20 HTTP/1.1\r\nHoSt:  h:9000 \t\r\nx-A:\r\nX-a: \u00e9\r\n\r\n")
                .head();
        assertThat(head.method()).isEqualTo("GET");
        assertThat(head.target()).isEqualTo("/b/k%2F+//..?x=%20");
        assertThat(head.minorVersion()).isEqualTo(1);
        assertThat(head.fields()).isEqualTo(3);
        assertThat(head.name(0)).isEqualTo("HoSt");
        assertThat(head.value(0)).isEqualTo("h:9000");
        assertThat(head.all("x-a")).containsExactly("", "\u00e9");
        assertThat(head.first("absent")).isNull();
        assertThat(head.all("absent")).isEmpty();
    }

    @Test
    void lines_coverTheHeadWithoutGapOrOverlap() {
        Head head = Decoding.request("GET / HTTP/1.1\r\nHost: h\r\nA:  b \r\nC:\r\n\r\n")
                .head();
        int at = head.startLineEnd();
        for (int i = 0; i < head.fields(); i++) {
            assertThat(head.lineStart(i)).isEqualTo(at);
            at = head.lineEnd(i);
        }
        assertThat(at).isEqualTo(head.fieldsEnd()).isEqualTo(head.length() - 2);
        assertThat((char) head.bytes()[head.requestMinorAt()]).isEqualTo('1');
    }

    @Test
    void targetOf16KiB_isTaken() {
        String target = "/" + "a".repeat(16 * 1024 - 1);
        assertThat(Decoding.request("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n")
                        .head()
                        .target())
                .isEqualTo(target);
    }

    @Test
    void headersOf32KiB_areTaken() {
        StringBuilder text = new StringBuilder("GET / HTTP/1.1\r\nHost: h\r\n");
        for (int i = 0; i < 512; i++) {
            text.append("x-amz-meta-")
                    .append(1000 + i)
                    .append(": ")
                    .append("v".repeat(45))
                    .append("\r\n");
        }
        assertThat(text.length()).isGreaterThan(31 * 1024);
        Head head = Decoding.request(text + "\r\n").head();
        assertThat(head.fields()).isEqualTo(513);
        assertThat(head.value(512)).isEqualTo("v".repeat(45));
    }

    @Test
    void rawUtf8InTheTarget_passes() {
        assertThat(Decoding.request("GET /\u00d0\u00ba\u00d0\u00be HTTP/1.1\r\nHost: h\r\n\r\n")
                        .head()
                        .target())
                .isEqualTo("/\u00d0\u00ba\u00d0\u00be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "h:80", "[::1]:9000", "127.0.0.1", "bucket.s3.example.com", "under_score", ""})
    void hosts(String host) {
        assertThat(Decoding.request("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                        .ends())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "*", "http://h/p", "h:443", "/?a=b#c", "/\u00ff|{}\"<>"})
    void targets(String target) {
        assertThat(Decoding.request("OPTIONS " + target + " HTTP/1.1\r\nHost: h\r\n\r\n")
                        .head()
                        .target())
                .isEqualTo(target);
    }

    @Test
    void http10WithoutHost_isTaken() {
        Decoding decoding = Decoding.request("GET / HTTP/1.0\r\n\r\n");
        assertThat(decoding.head().minorVersion()).isZero();
        assertThat(decoding.ends()).isEqualTo(1);
    }

    @Test
    void emptyLinesBeforeTheStart_areNotOfTheMessage() {
        Decoding decoding = Decoding.request("\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(decoding.head().method()).isEqualTo("GET");
        assertThat(decoding.head().length()).isEqualTo(27);
    }

    @Test
    void pipelinedRequests_areToldOneByOne() {
        String first = "PUT /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";
        String second = "PUT /2 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n0\r\n\r\n";
        String third = "GET /3 HTTP/1.1\r\nHost: h\r\n\r\n";
        Decoding decoding = Decoding.request(first + second + third);
        assertThat(decoding.heads()).extracting(Head::target).containsExactly("/1", "/2", "/3");
        assertThat(decoding.contents()).containsExactly("abc", "de");
        assertThat(decoding.ends()).isEqualTo(3);
        assertThat(decoding.passed()).isEqualTo(Decoding.bytes(first + second + third));
    }

    @Test
    void decoder_stopsAtTheEndOfAMessageUntilItIsToldToGoOn() {
        RequestDecoder decoder = new RequestDecoder(8192, 8192);
        var in = io.netty.buffer.Unpooled.wrappedBuffer(
                Decoding.bytes("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n"));
        decoder.feed(in, event -> {});
        assertThat(decoder.ended()).isTrue();
        assertThat(in.readerIndex()).isEqualTo(28);
        decoder.feed(in, event -> assertThat(event).isNull());
        assertThat(in.readerIndex()).isEqualTo(28);
    }

    @Test
    void inHead_isTrueFromTheFirstByteToTheLastOfAHead() {
        RequestDecoder decoder = new RequestDecoder(8192, 8192);
        assertThat(decoder.inHead()).isFalse();
        decoder.feed(io.netty.buffer.Unpooled.wrappedBuffer(Decoding.bytes("\r\n")), event -> {});
        assertThat(decoder.inHead()).isFalse();
        decoder.feed(io.netty.buffer.Unpooled.wrappedBuffer(Decoding.bytes("P")), event -> {});
        assertThat(decoder.inHead()).isTrue();
        String rest = "UT / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n";
        decoder.feed(io.netty.buffer.Unpooled.wrappedBuffer(Decoding.bytes(rest)), event -> {});
        assertThat(decoder.inHead()).isFalse();
    }

    @Test
    void lengthOfZero_isNoBody() {
        Decoding decoding = Decoding.request("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
        assertThat(decoding.framing()).isEqualTo(Framing.NONE);
        assertThat(decoding.ends()).isEqualTo(1);
    }

    @Test
    void chunkedInAnyCase_isChunked() {
        assertThat(Decoding.request("PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n")
                        .framing())
                .isEqualTo(Framing.CHUNKED);
    }

    @Test
    void requestInput_neverEndsABody() {
        assertThat(Decoding.request("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nab")
                        .inputClosed()
                        .events())
                .contains("closed")
                .doesNotContain("end");
    }
}
