package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pooled connections that the upstream has given up meanwhile. */
class StaleConnectionTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @ParameterizedTest
    @CsvSource({"GET, 0", "GET, 5", "GET, 15", "PUT, 0", "PUT, 5", "PUT, 15"})
    void upstreamThatClosesIdleConnections_failsNoSpacedRequest(String method, int idleMillis) {
        upstream.always(peer -> {
            peer.socket().setSoTimeout(Math.max(1, idleMillis));
            peer.message();
            peer.sends(OK);
            if (idleMillis > 0) {
                peer.message();
                peer.sends(OK);
            }
        });
        String request = method + " / HTTP/1.1\r\nHost: h\r\n"
                + (method.equals("PUT") ? "Content-Length: 5\r\n\r\nhello" : "\r\n");
        Peer client = client();
        for (int i = 0; i < 50; i++) {
            client.sends(request).receives(OK);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i % 20));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
                "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
                "DELETE / HTTP/1.1\r\nHost: h\r\n\r\n"
            })
    void repeatableRequestOnAStaleConnection_isSentOnceMoreOnANewOne(String request) {
        Peer client = client();
        client.sends(GET);
        Peer stale = upstream.accepts();
        stale.message();
        stale.sends(OK);
        client.receives(OK).sends(request);
        stale.receives(request).resets();
        upstream.accepts().receives(request).sends(OK);
        client.receives(OK);
        exchanges.next();
        assertThat(exchanges.next().calls).containsSubsequence("attempt 1", "attempt 2", "response 200");
    }

    @Test
    void post_isNeverSentTwice() {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts();
        store.message();
        store.sends(OK);
        client.receives(OK).sends("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab");
        assertThat(store.message().body()).isEqualTo("ab");
        store.close();
        Peer.Message answer = client.message();
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).isEqualTo("UPSTREAM_BROKEN id-1");
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void postAfterAPause_goesOnANewConnection() {
        AtomicInteger posts = new AtomicInteger();
        upstream.always(peer -> {
            while (true) {
                if (peer.message().startLine().startsWith("POST")) {
                    posts.incrementAndGet();
                }
                peer.sends(OK);
            }
        });
        Peer client = client();
        client.sends(GET).receives(OK);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        client.sends("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab")
                .receives(OK);
        assertThat(posts).hasValue(1);
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @Test
    void postsAfterPauses_leaveNoConnectionsBehind() {
        AtomicInteger open = new AtomicInteger();
        upstream.always(peer -> {
            open.incrementAndGet();
            try {
                while (true) {
                    peer.message();
                    peer.sends(OK);
                }
            } finally {
                open.decrementAndGet();
            }
        });
        Peer client = client();
        for (int i = 0; i < 3; i++) {
            client.sends("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab")
                    .receives(OK);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        assertThat(upstream.connections()).isEqualTo(3);
        await().untilAsserted(() -> assertThat(open).hasValue(1));
    }

    @Test
    void postAfterAPause_findsAConnectionThoughAllAreIdle() {
        relay(s -> {
            s.maxUpstream = 1;
            s.maxWaiting = 0;
        });
        upstream.alwaysAnswers(OK);
        Peer client = client();
        client.sends(GET).receives(OK);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        client.sends("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab")
                .receives(OK);
    }

    @Test
    void bodyThatIsTooLargeToRepeat_goesOnANewConnectionAfterAPause() {
        upstream.alwaysAnswers(OK);
        Peer client = client();
        client.sends(GET).receives(OK);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        client.sends("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(200_000))
                .receives(OK);
        assertThat(upstream.connections()).isEqualTo(2);
        client.sends(GET).receives(OK);
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @Test
    void smallBodyThatComesInPieces_isRepeatedWhole() {
        Peer client = client();
        client.sends(GET);
        Peer stale = upstream.accepts();
        stale.message();
        stale.sends(OK);
        client.receives(OK).sends("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\nabc");
        stale.head();
        stale.receives("abc").resets();
        Peer next = upstream.accepts();
        next.head();
        next.receives("abc");
        client.sends("def");
        next.receives("def").sends(OK);
        client.receives(OK);
    }

    @Test
    void requestThatWasAnsweredInPart_isNotRepeated() {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts();
        store.message();
        store.sends(OK);
        client.receives(OK).sends(GET);
        store.message();
        store.sends("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
        client.receives("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
        store.close();
        client.breaks();
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void bytesThatNobodyAskedFor_spoilAConnection() {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts();
        store.message();
        store.sends(OK + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nforge");
        client.receives(OK);
        store.isGone();
        client.sends(GET);
        Peer next = upstream.accepts();
        next.message();
        next.sends(OK);
        client.receives(OK);
    }
}
