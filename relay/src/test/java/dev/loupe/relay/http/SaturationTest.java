package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** More than the configuration allows is shed at once and told when to come back. */
class SaturationTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private static void isShed(Peer client) {
        Peer.Message answer = client.message();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.head()).contains("\r\nRetry-After: 1\r\n");
        assertThat(answer.body()).startsWith("SATURATED ");
    }

    @Test
    void clientBeyondTheLimit_isShedAndTheOthersGoOn() {
        relay(s -> s.maxClients = 1);
        Peer first = client().sends(GET);
        Peer store = upstream.accepts().receives(GET);
        Peer second = client().sends(GET);
        isShed(second);
        second.ends();
        store.sends(OK);
        first.receives(OK).close();
        store.close();
        assertThat(exchanges.refused).containsExactly(RelayError.SATURATED);
        upstream.alwaysAnswers(OK);
        // Those that were turned away and linger take nobody's place.
        await().untilAsserted(
                        () -> assertThat(client().sends(GET).message().status()).isEqualTo(200));
    }

    @Test
    void clientsBeyondEvenThoseThatAreShed_areDropped() {
        relay(s -> s.maxClients = 1);
        client().sends(GET);
        upstream.accepts().receives(GET);
        isShed(client());
        client().isGone();
        assertThat(relay().connections()).isEqualTo(2);
    }

    @Test
    void requestThatNobodyCanTake_isShedAndItsConnectionStays() {
        relay(s -> {
            s.maxUpstream = 1;
            s.maxWaiting = 0;
        });
        Peer first = client().sends(GET);
        Peer store = upstream.accepts().receives(GET);
        Peer second = client().sends(GET);
        isShed(second);
        store.sends(OK);
        first.receives(OK);
        second.sends(GET);
        store.receives(GET).sends(OK);
        second.receives(OK);
    }

    @Test
    void pipelinedRequestsThatNobodyCanTake_areAllShed() {
        relay(s -> {
            s.maxUpstream = 1;
            s.maxWaiting = 0;
        });
        client().sends(GET);
        upstream.accepts().receives(GET);
        Peer second = client().sends(GET.repeat(100));
        for (int i = 0; i < 100; i++) {
            isShed(second);
        }
    }

    @Test
    void uploadThatNobodyCanTake_isShedAndItsConnectionEnds() {
        relay(s -> {
            s.maxUpstream = 1;
            s.maxWaiting = 0;
        });
        client().sends(GET);
        upstream.accepts().receives(GET);
        Peer second = client().sends("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
        isShed(second);
        second.ends();
    }

    @Test
    void requestBeyondThoseThatWait_isShedAndTheyAreServedInOrder() {
        relay(s -> {
            s.maxUpstream = 1;
            s.maxWaiting = 2;
        });
        Peer first = client().sends("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        assertThat(store.message().startLine()).contains("/1");
        Peer second = client().sends("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer third = client().sends("GET /3 HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer fourth = client().sends("GET /4 HTTP/1.1\r\nHost: h\r\n\r\n");
        isShed(fourth);
        store.sends(OK);
        first.receives(OK);
        assertThat(store.message().startLine()).contains("/2");
        store.sends(OK);
        second.receives(OK);
        assertThat(store.message().startLine()).contains("/3");
        store.sends(OK);
        third.receives(OK);
    }

    @Test
    void requestThatWaitsTooLong_isShed() {
        relay(s -> {
            s.maxUpstream = 1;
            s.connectTimeout = Duration.ofMillis(300);
        });
        client().sends(GET);
        upstream.accepts().receives(GET);
        isShed(client().sends(GET));
    }

    @Test
    void connectionThatBreaks_makesRoomForOneThatWaits() {
        relay(s -> s.maxUpstream = 1);
        Peer first = client().sends(GET);
        Peer store = upstream.accepts().receives(GET);
        Peer second = client().sends(GET);
        store.close();
        assertThat(first.message().status()).isEqualTo(502);
        upstream.accepts().receives(GET).sends(OK);
        second.receives(OK);
    }
}
