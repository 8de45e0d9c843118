package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of a connection takes nothing back of what was sent before it (RFC 9112 section 9.6). */
class ClosingTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @Test
    void answerThatEndsTheConnection_isWholeThoughMoreRequestsCome() throws Exception {
        int length = 1_500_000;
        Peer client = adopt(Peer.slow(relay().port()));
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> client.sends(GET.repeat(20_000)));
        Peer store = upstream.accepts().receives(GET);
        store.sends("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        store.sends("x".repeat(length)).close();
        client.head();
        assertThat(client.bytes(length)).hasSize(length);
        client.close();
        sending.exceptionally(broken -> null).get(20, TimeUnit.SECONDS);
    }

    @Test
    void connectionThatTheClientWantsClosed_endsWithTheAnswer() {
        Peer client = client().sends("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        upstream.accepts().receives(GET).sends(OK);
        client.receives("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                .ends();
    }

    @Test
    void requestAfterTheLast_goesNowhere() {
        Peer client = client().sends("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n" + GET);
        upstream.accepts().receives(GET).sends(OK);
        client.receives("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                .ends();
        client.sends(GET);
        assertThat(upstream.connections()).isEqualTo(1);
    }
}
