package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through unchanged, and the few lines that do not. */
class PassageTest extends RelayTest {
    @Test
    void ordinaryExchange_passesByteForByte() {
        Peer client = client();
        String request = "GET /b/k%2F+//../\u00e9?list-type=2&x=%20 HTTP/1.1\r\nhOST:   s3.example.com:9000\t\r\n"
                + "X-Amz-Date:20260101T000000Z\r\nx-dup: 1\r\nX-Dup: 2\r\nx-dup: 1\r\nEmpty:\r\nUtf: \u00d0\u00ba\r\n\r\n";
        client.sends(request);
        Peer store = upstream.accepts().receives(request);
        String response = "HTTP/1.1 200 Fein\u00e9\r\neTag: \"x\"\r\nSet-Cookie: a\r\nset-cookie: b\r\n"
                + "Content-length:  5 \r\nX:\r\n\r\nhello";
        store.sends(response);
        client.receives(response);
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.request).startsWith("http GET /b/k%2F+//../");
        assertThat(seen.calls).containsExactly("request ended", "attempt 1", "response 200", "response ended");
        assertThat(seen.responseBytes).isEqualTo(5);
        assertThat(seen.end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "http://other/p", "/a//b/./c", "/%00", "/?", "//", "/\u00ff"})
    void targets_passRaw(String target) {
        Peer client = client();
        client.sends("OPTIONS " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        assertThat(store.message().startLine()).isEqualTo("OPTIONS " + target + " HTTP/1.1");
        store.sends(OK);
        client.receives(OK);
    }

    @Test
    void targetOf16KiBAndHeadersOf32KiB_pass() {
        String request = "GET /" + "t".repeat(16 * 1024 - 1) + " HTTP/1.1\r\nHost: h\r\n"
                + ("x-amz-meta-a: " + "v".repeat(1000) + "\r\n").repeat(32) + "\r\n";
        Peer client = client();
        client.sends(request);
        upstream.accepts().receives(request).sends(OK);
        client.receives(OK);
    }

    @Test
    void fieldsOfTheConnection_endHere() {
        Peer client = client();
        client.sends(
                "GET / HTTP/1.1\r\nConnection: keep-alive, X-Hop\r\nHost: h\r\nKeep-Alive: 5\r\n"
                        + "Proxy-Connection: x\r\nx-hop: 1\r\nTE: trailers\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\nA: b\r\n\r\n");
        Peer store = upstream.accepts().receives("GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n\r\n");
        store.sends("HTTP/1.1 200 OK\r\nConnection: x-back\r\nA: b\r\nX-Back: 1\r\nKeep-Alive: timeout=5\r\n"
                + "Content-Length: 0\r\n\r\n");
        client.receives("HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void fieldsThatAMessageNeeds_passThoughConnectionNamesThem() {
        Peer client = client();
        client.sends("PUT / HTTP/1.1\r\nHost: h\r\nConnection: host, content-length, content-type, close\r\n"
                + "Content-Type: x\r\nContent-Length: 2\r\n\r\nab");
        Peer store = upstream.accepts()
                .receives("PUT / HTTP/1.1\r\nHost: h\r\nContent-Type: x\r\nContent-Length: 2\r\n\r\nab");
        store.sends("HTTP/1.1 200 OK\r\nConnection: Content-Length\r\nContent-Length: 2\r\n\r\nok");
        client.receives("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                .ends();
    }

    @Test
    void protectedFields_passThoughTheyAreOfTheConnection() {
        exchanges.guarded = Set.of("te", "x-hop");
        Peer client = client();
        client.sends(
                "GET / HTTP/1.1\r\nHost: h\r\nConnection: x-hop\r\nTE: trailers\r\nX-Hop: 1\r\nUpgrade: x\r\n\r\n");
        upstream.accepts()
                .receives("GET / HTTP/1.1\r\nHost: h\r\nTE: trailers\r\nX-Hop: 1\r\n\r\n")
                .sends(OK);
        client.receives(OK);
    }

    @Test
    void traceparent_isAdded() {
        exchanges.trace = new ExchangeObserver.TraceFields("00-aa-bb-01", false);
        Peer client = client();
        client.sends("GET / HTTP/1.1\r\nHost: h\r\ntracestate: k=v\r\n\r\n");
        upstream.accepts()
                .receives("GET / HTTP/1.1\r\nHost: h\r\ntracestate: k=v\r\ntraceparent: 00-aa-bb-01\r\n\r\n")
                .sends(OK);
        client.receives(OK);
    }

    @Test
    void traceparent_isReplacedAndAnUnfitTracestateGoes() {
        exchanges.trace = new ExchangeObserver.TraceFields("00-aa-bb-01", true);
        Peer client = client();
        client.sends("GET / HTTP/1.1\r\nTraceParent: x\r\nHost: h\r\ntracestate: k=v\r\ntraceparent: y\r\n\r\n");
        upstream.accepts()
                .receives("GET / HTTP/1.1\r\nHost: h\r\ntraceparent: 00-aa-bb-01\r\n\r\n")
                .sends(OK);
        client.receives(OK);
    }

    @Test
    void protectedTraceparent_staysAsItCame() {
        exchanges.trace = new ExchangeObserver.TraceFields("00-aa-bb-01", true);
        exchanges.guarded = Set.of("traceparent");
        String request = "GET / HTTP/1.1\r\nHost: h\r\ntraceparent: x\r\ntracestate: k=v\r\n\r\n";
        Peer client = client();
        client.sends(request);
        upstream.accepts().receives(request).sends(OK);
        client.receives(OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"})
    void responsesWithoutBody_leaveTheConnectionForTheNext(String response) {
        Peer client = client();
        client.sends("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        store.message();
        store.sends(response);
        client.receives(response).sends("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(store.message().startLine()).isEqualTo("GET /2 HTTP/1.1");
        store.sends(OK);
        client.receives(OK);
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void head_hasALengthAndNoBody() {
        String response = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
        Peer client = client();
        client.sends("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        store.message();
        store.sends(response);
        client.receives(response).sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        store.message();
        store.sends(OK);
        client.receives(OK);
    }

    @Test
    void rangeAnd206_pass() {
        String request = "GET / HTTP/1.1\r\nHost: h\r\nRange: bytes=2-3\r\nIf-Match: \"e\"\r\n\r\n";
        String response = "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 2-3/10\r\nContent-Length: 2\r\n\r\ncd";
        Peer client = client();
        client.sends(request);
        upstream.accepts().receives(request).sends(response);
        client.receives(response);
    }

    @Test
    void chunkedBodies_passRawBothWays() {
        String request = "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\nTrailer: x-sum\r\n\r\n"
                + "5;chunk-signature=abc\r\nhello\r\n00;last\r\nx-sum: AAAA\r\n\r\n";
        String response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3 ;e\r\nabc\r\n1\nd\n0\r\nT: 1\r\n\r\n";
        exchanges.wantsContent = true;
        Peer client = client();
        client.sends(request);
        upstream.accepts().receives(request).sends(response);
        client.receives(response);
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.requestBytes).isEqualTo(5);
        assertThat(seen.responseBytes).isEqualTo(4);
        assertThat(seen.content).hasToString("abcd");
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() {
        Peer client = client();
        client.sends("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nPUT /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
                + "GET /3 HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        for (int i = 1; i <= 3; i++) {
            Peer.Message request = store.message();
            assertThat(request.startLine()).contains(" /" + i + " ");
            assertThat(request.body()).isEqualTo(i == 2 ? "abc" : "");
            store.sends("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + i);
        }
        for (int i = 1; i <= 3; i++) {
            assertThat(client.message().body()).isEqualTo("" + i);
        }
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void pipelinedRequestWithTheFirstPartOfItsBody_isSentOnAtOnce() {
        Peer client = client();
        client.sends("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nPUT /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\nabc");
        Peer store = upstream.accepts();
        store.message();
        store.sends(OK);
        client.receives(OK);
        assertThat(store.head()).startsWith("PUT /2");
        store.receives("abc");
        client.sends("def");
        store.receives("def").sends(OK);
        client.receives(OK);
    }
}
