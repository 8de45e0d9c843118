package dev.loupe.relay.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses: where a body ends, and how much of an upstream's sloppiness passes. */
class ResponseDecoderTest {
    @ParameterizedTest
    @CsvSource({"HEAD, 200", "HEAD, 404", "GET, 204", "GET, 304", "PUT, 204"})
    void responsesWithoutABody_endWithTheHeadWhateverTheirFieldsSay(String method, int status) {
        String first = "HTTP/1.1 " + status + " X\r\nContent-Length: 1000\r\n\r\n";
        Decoding decoding = Decoding.ofResponses(method, "GET").feed(Decoding.bytes(first));
        assertThat(decoding.framing()).isEqualTo(Framing.NONE);
        assertThat(decoding.ends()).isEqualTo(1);
        decoding.feed(Decoding.bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab"));
        assertThat(decoding.contents()).containsExactly("ab");
    }

    @Test
    void chunkedAnswerToHead_hasNoBody() {
        assertThat(Decoding.response("HEAD", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .ends())
                .isEqualTo(1);
    }

    @Test
    void interimResponses_areFollowedByTheFinalOne() {
        Decoding decoding = Decoding.response(
                "PUT",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
        assertThat(decoding.heads()).extracting(Head::status).containsExactly(100, 103, 200);
        assertThat(decoding.events().get(0)).startsWith("interim");
        assertThat(decoding.ends()).isEqualTo(1);
    }

    @Test
    void switchingProtocols_isFinal() {
        assertThat(Decoding.response("GET", "HTTP/1.1 101 Switching Protocols\r\n\r\n")
                        .events()
                        .get(0))
                .startsWith("response");
    }

    @Test
    void bodyWithoutLength_lastsUntilTheClose() {
        Decoding decoding =
                Decoding.response("GET", "HTTP/1.1 200 OK\r\n\r\nab").feed(Decoding.bytes("c"));
        assertThat(decoding.framing()).isEqualTo(Framing.UNTIL_CLOSE);
        assertThat(decoding.ends()).isZero();
        assertThat(decoding.inputClosed().events()).contains("closed whole", "content abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 100 Continue\r\n\r\n"
            })
    void inputThatClosesTooEarly_endsNothing(String text) {
        assertThat(Decoding.response("GET", text).inputClosed().events())
                .contains("closed")
                .doesNotContain("end");
    }

    @Test
    void sloppyHead_passesAsItIs() {
        String head = "HTTP/1.1 200\nA: b\n c\r\n\td\nContent-Length: 2\nE:\t\u0001\n\n";
        Decoding decoding = Decoding.response("GET", head + "xy");
        assertThat(decoding.contents()).containsExactly("xy");
        assertThat(decoding.passed()).isEqualTo(Decoding.bytes(head + "xy"));
        assertThat(decoding.head().fields()).isEqualTo(3);
        assertThat(decoding.head().lineEnd(2)).isEqualTo(decoding.head().fieldsEnd());
        assertThat(decoding.head().fieldsEnd()).isEqualTo(head.length() - 1);
    }

    @Test
    void equalLengths_areOneLength() {
        assertThat(Decoding.response("GET", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab")
                        .contents())
                .containsExactly("ab");
    }

    @ParameterizedTest
    @CsvSource({
        "chunked, true",
        "'gzip, chunked', true",
        "Chunked, true",
        "'gzip,chunked', true",
        "xchunked, false",
        "'chunked, gzip', false",
        "gzip, false",
        "identity, false",
        "x-chunked, false"
    })
    void bodyIsChunked_onlyIfThatIsTheLastCoding(String encoding, boolean chunked) {
        Framing framing = Decoding.response("GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + encoding + "\r\n\r\n")
                .framing();
        assertThat(framing).isEqualTo(chunked ? Framing.CHUNKED : Framing.UNTIL_CLOSE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 2#Content-Length: 3 | CONTENT_LENGTH",
                "Content-Length: x | CONTENT_LENGTH",
                "Content-Length: -1 | CONTENT_LENGTH",
                "Content-Length: 2#Transfer-Encoding: chunked | LENGTH_AND_ENCODING",
                "Content-Length:#  5 | FOLDED",
                "Transfer-Encoding:# chunked | FOLDED",
                "Transfer-Encoding: chunked#\t, gzip | FOLDED",
                "Connection:# close | FOLDED",
                ": x | FIELD_NAME",
                "A b: c | FIELD_NAME"
            })
    void ambiguousResponses_areRefused(String fields, Fault fault) {
        String text = "HTTP/1.1 200 OK\r\n" + fields.replace("#", "\r\n") + "\r\n\r\n";
        assertThat(Decoding.response("GET", text).events()).containsExactly("malformed " + fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2.0 200 OK\r\n\r\n", "HTTP/1.1 099 X\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n",
                        "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n", "HTTPS/1.1 200 OK\r\n\r\n", "http/1.1 200 OK\r\n\r\n", "220 ready\r\n",
                "\25\3\1\0\2\2\50", "<html>", "HTTP/1.1\r\n\r\n"
            })
    void noStatusLine_isToldAtOnce(String text) {
        assertThat(Decoding.response("GET", text).events()).containsExactly("malformed START_LINE");
    }

    @Test
    void statusLineWithoutReason_isTaken() {
        assertThat(Decoding.response("GET", "HTTP/1.0 404\r\nContent-Length: 0\r\n\r\n")
                        .head()
                        .status())
                .isEqualTo(404);
        assertThat(Decoding.response("GET", "HTTP/1.1 999 \r\nContent-Length: 0\r\n\r\n")
                        .head()
                        .status())
                .isEqualTo(999);
    }

    @Test
    void headWithoutEnd_isTooLarge() {
        assertThat(Decoding.response("GET", "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(20_000))
                        .fault())
                .isEqualTo(Fault.HEAD_TOO_LARGE);
    }
}
