package dev.loupe.relay.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused because it is no HTTP/1.1, or because two parsers may read it in two ways. */
class RequestFaultsTest {
    private static final String OK = "GET / HTTP/1.1\r\nHost: h\r\n";

    static Stream<Arguments> refused() {
        return Stream.of(
                row("a start line that ends in a bare LF", "GET / HTTP/1.1\nHost: h\r\n\r\n", Fault.LINE_END),
                row("a field that ends in a bare LF", "GET / HTTP/1.1\r\nHost: h\n\r\n", Fault.LINE_END),
                row("an empty line that is a bare LF", OK + "\n", Fault.LINE_END),
                row("a bare CR in a value", OK + "A: b\rc\r\n\r\n", Fault.LINE_END),
                row("a bare CR before CR LF", OK + "A: b\r\r\n\r\n", Fault.LINE_END),
                row("a bare CR in the start line", "GET /\r HTTP/1.1\r\nHost: h\r\n\r\n", Fault.START_LINE),
                row("a NUL in a value", OK + "A: b\0c\r\n\r\n", Fault.LINE_END),
                row("a NUL in a name", OK + "A\0: b\r\n\r\n", Fault.FIELD_NAME),
                row("a control character in a value", OK + "A: b\7c\r\n\r\n", Fault.FIELD_VALUE),
                row("a DEL in a value", OK + "A: b\177\r\n\r\n", Fault.FIELD_VALUE),
                row("a folded field", OK + "A: b\r\n c\r\n\r\n", Fault.FOLDED),
                row("a field folded with a tab", OK + "A: b\r\n\tc\r\n\r\n", Fault.FOLDED),
                row("a blank before the first field", "GET / HTTP/1.1\r\n Host: h\r\n\r\n", Fault.FOLDED),
                row("a line of blanks only", OK + " \r\n\r\n", Fault.FOLDED),
                row("a space before the colon", OK + "Content-Length : 5\r\n\r\n", Fault.FIELD_NAME),
                row("a tab before the colon", OK + "Transfer-Encoding\t: chunked\r\n\r\n", Fault.FIELD_NAME),
                row("an empty name", OK + ": b\r\n\r\n", Fault.FIELD_NAME),
                row("no colon", OK + "Abc\r\n\r\n", Fault.FIELD_NAME),
                row("a name outside ASCII", OK + "\u00c4: b\r\n\r\n", Fault.FIELD_NAME),
                row("a name in brackets", OK + "(A): b\r\n\r\n", Fault.FIELD_NAME),
                row("no Host", "GET / HTTP/1.1\r\n\r\n", Fault.HOST),
                row("two Hosts", OK + "Host: h\r\n\r\n", Fault.HOST),
                row("two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHOST: b\r\n\r\n", Fault.HOST),
                row("a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", Fault.HOST),
                row("a Host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", Fault.HOST),
                row("a Host with user information", "GET / HTTP/1.1\r\nHost: u@h\r\n\r\n", Fault.HOST),
                row("a Host list", "GET / HTTP/1.1\r\nHost: a\"b\r\n\r\n", Fault.HOST),
                coded("a length beside an encoding", "Content-Length: 5\r\nTransfer-Encoding: chunked"),
                coded("an encoding beside a length", "Transfer-Encoding: chunked\r\nContent-Length: 5"),
                coded("a length beside an unknown encoding", "Transfer-Encoding: x\r\nContent-Length: 5"),
                length("two equal lengths", "5\r\nContent-Length: 5"),
                length("two lengths", "5\r\ncontent-length: 6"),
                length("a list of lengths", "5, 5"),
                length("a plus sign", "+5"),
                length("a minus sign", "-5"),
                length("a hexadecimal length", "0x5"),
                length("a fraction", "5.0"),
                length("an empty length", ""),
                length("digits with a blank between", "1 0"),
                length("a length beyond 63 bits", "9223372036854775808"),
                length("a length with digits of another script", "\u0665"),
                encoding("identity", "identity"),
                encoding("gzip", "gzip"),
                encoding("gzip, chunked", "gzip, chunked"),
                encoding("chunked twice in one field", "chunked, chunked"),
                encoding("chunked twice", "chunked\r\nTransfer-Encoding: chunked"),
                encoding("chunked, then identity", "chunked\r\ntransfer-encoding: identity"),
                encoding("a name that ends in chunked", "xchunked"),
                encoding("chunked in quotes", "\"chunked\""),
                encoding("chunked with a parameter", "chunked;q=1"),
                encoding("an empty encoding", ""),
                encoding("a vertical tab before chunked", "\u0085chunked"),
                row(
                        "chunked in HTTP/1.0",
                        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
                        Fault.TRANSFER_ENCODING),
                row("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Fault.VERSION),
                row("HTTP/1.2", "GET / HTTP/1.2\r\nHost: h\r\n\r\n", Fault.VERSION),
                row("HTTP/2.0", "GET / HTTP/2.0\r\nHost: h\r\n\r\n", Fault.VERSION),
                row("HTTP/0.9 with a version", "GET / HTTP/0.9\r\n\r\n", Fault.VERSION),
                row("HTTP/0.9", "GET /\r\n\r\n", Fault.START_LINE),
                row("HTTP/1.10", "GET / HTTP/1.10\r\nHost: h\r\n\r\n", Fault.START_LINE),
                row("http/1.1", "GET / http/1.1\r\nHost: h\r\n\r\n", Fault.START_LINE),
                row("another protocol", "GET / RTSP/1.0\r\n\r\n", Fault.START_LINE),
                row("no target", "GET  HTTP/1.1\r\nHost: h\r\n\r\n", Fault.START_LINE),
                row("two spaces before the target", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n", Fault.START_LINE),
                row("a space in the target", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", Fault.START_LINE),
                row("a tab for a space", "GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n", Fault.START_LINE),
                row("a blank after the version", "GET / HTTP/1.1 \r\nHost: h\r\n\r\n", Fault.START_LINE),
                row("a blank before the method", " GET / HTTP/1.1\r\nHost: h\r\n\r\n", Fault.START_LINE),
                row("nine empty lines before the start", "\r\n".repeat(9) + OK + "\r\n", Fault.START_LINE));
    }

    private static Arguments row(String name, String text, Fault fault) {
        return Arguments.of(Named.of(name, text), fault);
    }

    private static Arguments coded(String name, String fields) {
        return row(name, "POST / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n\r\n", Fault.LENGTH_AND_ENCODING);
    }

    private static Arguments length(String name, String value) {
        return row(name, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + value + "\r\n\r\n", Fault.CONTENT_LENGTH);
    }

    private static Arguments encoding(String name, String value) {
        String text = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: " + value + "\r\n\r\n";
        return row(name, text, Fault.TRANSFER_ENCODING);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource
    void refused(String text, Fault fault) {
        Decoding whole = Decoding.request(text + "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(whole.events()).containsExactly("malformed " + fault);
        assertThat(Decoding.ofRequests().feed(Decoding.bytes(text), 1).events()).containsExactly("malformed " + fault);
    }

    @Test
    void lengthInTheDigitsOfAnotherScript_isNoNumber() {
        assertThat(RequestDecoder.length("\u0665")).isEqualTo(-1);
        assertThat(RequestDecoder.length("999999999999999999")).isEqualTo(999_999_999_999_999_999L);
        assertThat(RequestDecoder.length("0005")).isEqualTo(5);
    }

    @Test
    void longTarget_is414WhetherItEndsOrNot() {
        String long1 = "GET /" + "a".repeat(16 * 1024);
        assertThat(Decoding.request(long1 + " HTTP/1.1\r\nHost: h\r\n\r\n").fault())
                .isEqualTo(Fault.TARGET_TOO_LONG);
        assertThat(Decoding.request(long1 + "a".repeat(2000)).fault()).isEqualTo(Fault.TARGET_TOO_LONG);
        assertThat(Fault.TARGET_TOO_LONG.status()).isEqualTo(414);
    }

    @Test
    void largeHead_is431WhetherItEndsOrNot() {
        String large = OK + "A: " + "b".repeat(64 * 1024);
        assertThat(Decoding.request(large).fault()).isEqualTo(Fault.HEAD_TOO_LARGE);
        assertThat(Decoding.request(large + "\r\n\r\n").fault()).isEqualTo(Fault.HEAD_TOO_LARGE);
        assertThat(Fault.HEAD_TOO_LARGE.status()).isEqualTo(431);
    }

    @Test
    void headThatIsOneByteTooLarge_is431WhereverItIsCut() {
        String fits = OK + "A: " + "b".repeat(64 * 1024 - OK.length() - 7) + "\r\n\r\n";
        assertThat(fits).hasSize(64 * 1024);
        for (int piece : List.of(1, 7, 1024, 100_000)) {
            byte[] over = Decoding.bytes(fits.replace("A: ", "AA: "));
            assertThat(Decoding.ofRequests().feed(Decoding.bytes(fits), piece).ends())
                    .isEqualTo(1);
            assertThat(Decoding.ofRequests().feed(over, piece).fault()).isEqualTo(Fault.HEAD_TOO_LARGE);
        }
    }

    static Stream<Arguments> noHttp() {
        return Stream.of(
                Arguments.of(Named.of("a TLS ClientHello", "\26\3\1\2\0\1\0\1\u00fc\3\3")),
                Arguments.of(Named.of("a PostgreSQL SSLRequest", "\0\0\0\10\4\u00d2\26\57")),
                Arguments.of(Named.of("zeroes", "\0\0\0")),
                Arguments.of(Named.of("high bytes", "\u00ff\u00fe\u00fd")),
                Arguments.of(Named.of("a JSON object", "{\"a\":1}")),
                Arguments.of(Named.of("a method without end", "A".repeat(33))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void noHttp(String text) {
        assertThat(Decoding.request(text).events()).containsExactly("malformed START_LINE");
    }

    @Test
    void fault_isToldOnce() {
        Decoding decoding = Decoding.ofRequests().feed(Decoding.bytes("\0"));
        assertThat(decoding.feed(Decoding.bytes("GET / HTTP/1.1\r\nHost: h\r\n\r\n"))
                        .events())
                .hasSize(1);
    }
}
