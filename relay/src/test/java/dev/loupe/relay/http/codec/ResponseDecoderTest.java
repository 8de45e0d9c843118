package dev.loupe.relay.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseDecoderTest {
    @Test
    void lengthOfAResponseToHead_isNoBody() {
        assertThat(Script.response("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n")
                        .said())
                .containsExactly("200 None[]", "end of ");
    }

    @Test
    void lengthOfANotModified_isNoBody() {
        assertThat(Script.response("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 1234\r\n\r\n")
                        .said())
                .containsExactly("304 None[]", "end of ");
    }

    @Test
    void interimResponses_comeBeforeTheFinalOne() {
        assertThat(Script.response("PUT", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
                        .said())
                .containsExactly("interim 100", "200 Length[bytes=2]", "end of hi");
    }

    @Test
    void lineEndsAndFoldsThatOnlyReadOneWay_passAsTheyAre() {
        String bytes = "HTTP/1.1 200 OK\nX: a\n b\nContent-Length: 2\n\nhi";
        Script script = Script.response("GET", bytes);

        assertThat(script.said()).containsExactly("200 Length[bytes=2]", "end of hi");
        assertThat(script.forwarded()).isEqualTo(bytes);
    }

    @Test
    void lengthsThatDisagree_areRefused() {
        assertThat(Script.response("GET", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n")
                        .said())
                .containsExactly("CONTENT_LENGTH");
    }

    @Test
    void whatIsNoHttp_isToldByTheFirstByte() {
        assertThat(Script.response("GET", "N").said()).containsExactly("START_LINE");
    }

    @Test
    void onlyABodyWithoutLength_endsWithTheConnection() {
        ResponseDecoder whole = new ResponseDecoder(1024);
        whole.answering("GET");
        whole.feed(ascii("HTTP/1.1 200 OK\r\n\r\nabc"), event -> {});
        assertThat(whole.inputClosed()).isTrue();

        ResponseDecoder cut = new ResponseDecoder(1024);
        cut.answering("GET");
        cut.feed(ascii("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), event -> {});
        assertThat(cut.inputClosed()).isFalse();
    }

    private static io.netty.buffer.ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
