package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are malformed or could be read in two ways: answered, the connection ends, the upstream sees nothing. */
class RefusedRequestsTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

    static Stream<Arguments> requests() {
        return Stream.of(
                row(
                        "a length beside an encoding",
                        400,
                        POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                row(
                        "an encoding beside a length",
                        400,
                        POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
                row("two lengths", 400, POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
                row("two equal lengths", 400, POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
                row("a length that is no number", 400, POST + "Content-Length: +5\r\n\r\nhello"),
                row("an unknown encoding", 400, POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
                row("two encodings", 400, POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                row("a blank before the colon", 400, POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
                row("a folded field", 400, POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
                row("a bare LF", 400, "GET / HTTP/1.1\nHost: h\n\n"),
                row("a bare CR", 400, "GET / HTTP/1.1\r\nHost: h\r\nA: b\rTransfer-Encoding: chunked\r\n\r\n"),
                row("no Host", 400, "GET / HTTP/1.1\r\n\r\n"),
                row("two Hosts", 400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                row("an empty field name", 400, "GET / HTTP/1.1\r\nHost: h\r\n: b\r\n\r\n"),
                row("a NUL", 400, "GET / HTTP/1.1\r\nHost: h\r\nA: \0\r\n\r\n"),
                row("chunked in HTTP/1.0", 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                row("HTTP/0.9", 400, "GET /\r\n"),
                row("no HTTP at all", 400, "\0\1\2\3"),
                row("a greeting of SSH", 400, "SSH-2.0-OpenSSH_9.6\r\n"),
                row("a TLS ClientHello", 400, "\26\3\1\2\0\1\0\1\u00fc\3\3"),
                row("a target beyond 16 KiB", 414, "GET /" + "t".repeat(16 * 1024) + " HTTP/1.1\r\nHost: h\r\n\r\n"),
                row("a target without end", 414, "GET /" + "t".repeat(40_000)),
                row("fields beyond 64 KiB", 431, "GET / HTTP/1.1\r\nHost: h\r\n" + "A: b\r\n".repeat(12_000) + "\r\n"),
                row("a field without end", 431, "GET / HTTP/1.1\r\nHost: h\r\nA: " + "b".repeat(100_000)),
                row("the preface of HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                row("HTTP/1.2", 505, "GET / HTTP/1.2\r\nHost: h\r\n\r\n"));
    }

    private static Arguments row(String name, int status, String text) {
        return Arguments.of(Named.of(name, text), status);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requests")
    void refusedRequest_isAnsweredAndTheConnectionEnds(String request, int status) {
        Peer client = client();
        client.sends(request + SMUGGLED);
        Peer.Message answer = client.message();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head()).contains("\r\nConnection: close\r\n", "\r\nx-request-id: ");
        assertThat(answer.body()).startsWith("MALFORMED ");
        client.ends();
        assertThat(upstream.connections()).isZero();
        assertThat(exchanges.refused).extracting(RelayError::status).containsExactly(status);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requests")
    void refusedRequestAfterAGoodOne_leavesThatOneAlone(String request, int status) {
        Peer client = client();
        client.sends(GET + request);
        Peer store = upstream.accepts().receives(GET);
        store.sends(OK);
        client.receives(OK);
        assertThat(client.message().status()).isEqualTo(status);
        client.ends();
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
        assertThat(exchanges.hasMore()).isFalse();
        Peer next = client().sends(GET);
        store.receives(GET).sends(OK);
        next.receives(OK);
    }

    @Test
    void headThatTakesTooLong_is408() {
        relay(s -> s.headerTimeout = Duration.ofMillis(300));
        Peer client = client();
        client.sends("GET / HTTP/1.1\r\nHo");
        Peer.Message answer = client.message();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.body()).startsWith("REQUEST_TIMEOUT ");
        client.ends();
        assertThat(exchanges.refused).extracting(RelayError::status).containsExactly(408);
    }

    @Test
    void idleConnection_endsWithoutAnAnswer() {
        relay(s -> s.keepAlive = Duration.ofMillis(300));
        client().ends();
        upstream.alwaysAnswers(OK);
        client().sends(GET).receives(OK).ends();
        assertThat(exchanges.refused).isEmpty();
    }

    @Test
    void bodyThatStops_is408AndTheUpstreamSeesAnAbort() {
        relay(s -> s.clientIdle = Duration.ofMillis(300));
        String request = POST + "Content-Length: 5\r\n\r\nhell";
        Peer client = client();
        client.sends(request);
        Peer store = upstream.accepts().receives(request);
        assertThat(client.message().status()).isEqualTo(408);
        client.ends();
        store.ends();
        assertThat(exchanges.next().end).isEqualTo(new ExchangeEnd.Answered(RelayError.REQUEST_TIMEOUT));
    }

    @Test
    void chunksThatTurnToNonsense_are400AndTheUpstreamSeesAnAbort() {
        String request = POST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
        Peer client = client();
        client.sends(request);
        Peer store = upstream.accepts().receives(request);
        client.sends("nonsense\r\n" + SMUGGLED);
        assertThat(client.message().status()).isEqualTo(400);
        client.ends();
        store.ends();
    }

    @Test
    void trailerThatRoutes_is400AndTheUpstreamSeesAnAbort() {
        String request = POST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
        Peer client = client();
        client.sends(request);
        Peer store = upstream.accepts().receives(request);
        client.sends("0\r\nHost: other\r\n\r\n");
        assertThat(client.message().status()).isEqualTo(400);
        client.ends();
        assertThat(store.rest()).doesNotContain("Host: other");
    }
}
