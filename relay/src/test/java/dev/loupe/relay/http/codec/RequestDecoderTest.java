package dev.loupe.relay.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestDecoderTest {
    private static final String HOST = "Host: store\r\n";

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "GET / HTTP/1.1\\nHost: a\\n\\n|LINE_END",
                "GET / HTTP/1.1\\r\\nHost: a\\r\\nX: a\\rb\\r\\n\\r\\n|LINE_END",
                "GET / HTTP/1.1\\r\\nHost: a\\r\\nX: a\\0b\\r\\n\\r\\n|LINE_END",
                "GET / HTTP/1.1\\r\\nHost: a\\r\\nX: 1\\r\\n 2\\r\\n\\r\\n|FOLDED",
                "GET / HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n|FIELD_NAME",
                "GET / HTTP/1.1\\r\\nHost: a\\r\\n: b\\r\\n\\r\\n|FIELD_NAME",
                "GET / HTTP/1.1\\r\\nHost: a\\r\\nno colon\\r\\n\\r\\n|FIELD_NAME",
                "GET / HTTP/1.1\\r\\n\\r\\n|HOST",
                "GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: a\\r\\n\\r\\n|HOST",
                "GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n|HOST",
                "GET / HTTP/1.1\\r\\nHost: u@a\\r\\n\\r\\n|HOST",
                "PUT / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 3\\r\\nContent-Length: 3\\r\\n\\r\\n|CONTENT_LENGTH",
                "PUT / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 3, 3\\r\\n\\r\\n|CONTENT_LENGTH",
                "PUT / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: +3\\r\\n\\r\\n|CONTENT_LENGTH",
                "PUT / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 0x3\\r\\n\\r\\n|CONTENT_LENGTH",
                "PUT / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length:\\r\\n\\r\\n|CONTENT_LENGTH",
                "PUT / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: identity\\r\\n\\r\\n|TRANSFER_ENCODING",
                "PUT / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n|TRANSFER_ENCODING",
                "PUT / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n|TRANSFER_ENCODING",
                "PUT / HTTP/1.0\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n|TRANSFER_ENCODING",
                "PUT / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\nContent-Length: 3\\r\\n\\r\\n|LENGTH_AND_ENCODING",
                "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n|VERSION",
                "GET / HTTP/1.2\\r\\nHost: a\\r\\n\\r\\n|VERSION",
                "GET /\\r\\n|START_LINE",
                "GET / x HTTP/1.1\\r\\n|START_LINE",
                "GET  / HTTP/1.1\\r\\n|START_LINE",
                "\\0\\0|START_LINE"
            })
    void whatCanBeReadInTwoWays_isRefused(String bytes, String fault) {
        Script script = Script.request(unescaped(bytes));

        assertThat(script.said()).containsExactly(fault);
        assertThat(script.forwarded()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zz\\r\\n|CHUNK",
                "\\r\\n|CHUNK",
                "5 \\r\\nhello\\r\\n|CHUNK",
                "5\\nhello|CHUNK",
                "5\\r\\nhelloX|CHUNK",
                "1234567890123456\\r\\n|CHUNK",
                "0\\r\\nno colon\\r\\n|TRAILER",
                "0\\r\\nContent-Length: 3\\r\\n\\r\\n|TRAILER",
                "0\\r\\n folded\\r\\n\\r\\n|TRAILER"
            })
    void brokenChunks_areRefused(String body, String fault) {
        Script script =
                Script.request("PUT /a HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + unescaped(body));

        assertThat(script.said()).hasSize(2).last().isEqualTo(fault);
    }

    @Test
    void nothingHttpLike_isToldByTheFirstByte() {
        assertThat(Script.request("\u0016").said()).containsExactly("START_LINE");
    }

    @Test
    void tooLongTarget_isTold_beforeItsLineEnds() {
        assertThat(Script.request("GET /" + "a".repeat(17 * 1024)).said()).containsExactly("TARGET_TOO_LONG");
    }

    @Test
    void tooLargeHead_isTold_beforeItEnds() {
        String field = "X: " + "v".repeat(1000) + "\r\n";
        assertThat(Script.request("GET / HTTP/1.1\r\n" + HOST + field.repeat(70))
                        .said())
                .containsExactly("HEAD_TOO_LARGE");
    }

    @Test
    void targetOf16KiB_and32KiBOfFields_pass() {
        String target = "/" + "a".repeat(16 * 1024 - 1);
        String bytes =
                "GET " + target + " HTTP/1.1\r\n" + HOST + ("X: " + "v".repeat(1000) + "\r\n").repeat(32) + "\r\n";

        assertThat(Script.request(bytes).forwarded()).isEqualTo(bytes);
    }

    @Test
    void twoMessagesInOneBuffer_areTwo_andEveryByteGoesOn() {
        String bytes =
                "PUT /%2F+//..?x=\u00e9 HTTP/1.1\r\nhOsT:store\r\nX-a: 1\r\nx-A:  2 \r\nTransfer-Encoding: Chunked\r\n\r\n"
                        + "5;ext=\"1\"\r\nhello\r\n0\r\nx-sum: 1\r\n\r\n"
                        + "GET / HTTP/1.1\r\n" + HOST + "\r\n";
        Script script = Script.request(bytes);

        assertThat(script.said())
                .containsExactly("PUT /%2F+//..?x=\u00e9 Chunked[]", "end of hello", "GET / None[]", "end of ");
        assertThat(script.forwarded()).isEqualTo(bytes);
    }

    @Test
    void emptyLinesBeforeARequest_areNotItsBusiness() {
        assertThat(Script.request("\r\n\r\nGET / HTTP/1.1\r\n" + HOST + "\r\n").said())
                .containsExactly("GET / None[]", "end of ");
    }
}
