package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.http.ExchangeEnd.Broken;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process is told to end: what is in flight finishes, nothing new begins. */
class DrainTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String PUT = "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n";

    private Future<Void> drain(Duration atMost) {
        return relay().drain(atMost);
    }

    private void awaitRefusal() {
        await().untilAsserted(() ->
                assertThatThrownBy(() -> Peer.connect(relay().port())).isInstanceOf(UncheckedIOException.class));
    }

    @Test
    void exchangeInFlight_finishesAndItsConnectionEnds() {
        Peer client = client().sends(GET);
        Peer store = upstream.accepts().receives(GET);
        Future<Void> drained = drain(Duration.ofMinutes(1));
        awaitRefusal();
        store.sends(OK);
        client.receives("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                .ends();
        result(drained);
        store.ends();
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void responseThatHasBegun_finishesAndItsConnectionEnds() {
        Peer client = client().sends(GET);
        Peer store = upstream.accepts().receives(GET);
        store.sends("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        client.receives("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        Future<Void> drained = drain(Duration.ofMinutes(1));
        awaitRefusal();
        store.sends("world");
        client.receives("world").ends();
        result(drained);
    }

    @Test
    void uploadInFlight_finishes() {
        Peer client = client().sends(PUT + "hello");
        Peer store = upstream.accepts().receives(PUT + "hello");
        Future<Void> drained = drain(Duration.ofMinutes(1));
        awaitRefusal();
        client.sends("world");
        store.receives("world").sends(OK);
        assertThat(client.message().body()).isEqualTo("ok");
        client.ends();
        result(drained);
    }

    @Test
    void requestOfWhichAPartHasCome_isServed() {
        Peer client = client().sends(GET).sends(GET + "GET /2 HTTP");
        Peer store = upstream.accepts().receives(GET).sends(OK).receives(GET);
        client.receives(OK);
        store.sends(OK);
        client.receives(OK);
        Future<Void> drained = drain(Duration.ofMinutes(1));
        awaitRefusal();
        client.sends("/1.1\r\nHost: h\r\n\r\n");
        store.message();
        store.sends(OK);
        assertThat(client.message().head()).contains("\r\nConnection: close\r\n");
        client.ends();
        result(drained);
    }

    @Test
    void idleConnections_close() {
        upstream.alwaysAnswers(OK);
        Peer used = client().sends(GET).receives(OK);
        Peer unused = client();
        unused.sends(GET).receives(OK);
        result(drain(Duration.ofMinutes(1)));
        used.ends();
        unused.ends();
        assertThatThrownBy(() -> Peer.connect(relay().port())).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"})
    void downloadThatTakesTooLong_isBrokenOffAndTold(String head) {
        Peer client = client().sends(GET);
        Peer store = upstream.accepts().receives(GET);
        store.sends(head + "hello");
        client.head();
        client.receives("hello");
        result(drain(Duration.ofMillis(300)));
        client.breaks();
        store.isGone();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.PROXY, Cause.SHUTDOWN, 0, 5));
    }

    @Test
    void uploadThatTakesTooLong_reachesTheUpstreamAsBrokenAndIsTold() {
        Peer client = client().sends(PUT + "hello");
        Peer store = upstream.accepts().receives(PUT + "hello");
        result(drain(Duration.ofMillis(300)));
        client.breaks();
        store.isGone();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.PROXY, Cause.SHUTDOWN, 5, 0));
    }

    @Test
    void requestThatIsNeverWhole_doesNotHoldUpTheEnd() {
        Peer client = client().sends("GET / HTTP/1.1\r\nHo");
        Peer other = client().sends(GET);
        // Once this one is served, the other has been looked at as well.
        upstream.accepts().receives(GET).sends(OK);
        other.receives(OK);
        result(drain(Duration.ofMillis(300)));
        client.isGone();
    }

    @Test
    void everyLoop_isDrained() {
        relay(s -> s.loops = 2);
        for (int i = 0; i < 10; i++) {
            client().sends(GET);
            upstream.accepts().receives(GET);
        }
        result(drain(Duration.ofMillis(300)));
        for (int i = 0; i < 10; i++) {
            assertThat(exchanges.next().end).isEqualTo(new Broken(Side.PROXY, Cause.SHUTDOWN, 0, 0));
        }
    }
}
