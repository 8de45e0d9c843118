package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.http.ExchangeObserver.Field;
import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A head that waits for what the body says, and what observers are shown of the body. */
class HeldHeadTest extends RelayTest {
    private static final String HEAD = "POST /o HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n";

    private void holdsUntil(String text) {
        exchanges.wantsRequest = true;
        exchanges.holds = recorded -> {
            boolean found = recorded.requestSeen.indexOf(text) >= 0;
            if (found) {
                exchanges.trace = new TraceFields("00-found-01", false);
            }
            return !found;
        };
    }

    @Test
    void head_goesAsSoonAsTheObserverHasSeenWhatItWaitsFor() {
        holdsUntil("key");
        Peer client = client().sends(HEAD).sends("a key");
        Peer service = upstream.accepts();
        service.receives("POST /o HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\ntraceparent: 00-found-01\r\n\r\na key");
        client.sends(" here");
        service.receives(" here").sends(OK);
        client.receives(OK);
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.requestSeen).hasToString("a key here");
        assertThat(seen.requestBytes).isEqualTo(10);
        assertThat(seen.calls).containsExactly("attempt 1", "request ended", "response 200", "response ended");
    }

    @Test
    void head_goesWithTheBodysEnd() {
        holdsUntil("never");
        Peer client = client().sends(HEAD + "0123456789");
        upstream.accepts().receives(HEAD + "0123456789").sends(OK);
        client.receives(OK);
        assertThat(exchanges.next().calls)
                .containsExactly("request ended", "attempt 1", "response 200", "response ended");
    }

    @Test
    void head_goesWhenTheTimeIsUp() {
        holdsUntil("never");
        setup.hold = Duration.ofMillis(50);
        Peer client = client().sends(HEAD).sends("01234");
        Peer service = upstream.accepts().receives(HEAD + "01234");
        client.sends("56789");
        service.receives("56789").sends(OK);
        client.receives(OK);
    }

    @Test
    void head_goesAfter64KiB() {
        holdsUntil("never");
        String head = "POST /o HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n";
        Peer client = client().sends(head).sends("x".repeat(70_000));
        Peer service = upstream.accepts().receives(head);
        client.sends("x".repeat(930_000));
        assertThat(service.bytes(1_000_000)).isEqualTo("x".repeat(1_000_000));
        service.sends(OK);
        client.receives(OK);
    }

    @Test
    void expectContinue_isNeverHeld() {
        holdsUntil("never");
        String head = "PUT /o HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n";
        Peer client = client().sends(head);
        Peer service = upstream.accepts().receives(head).sends("HTTP/1.1 100 Continue\r\n\r\n");
        client.receives("HTTP/1.1 100 Continue\r\n\r\n").sends("x");
        service.receives("x").sends(OK);
        client.receives(OK);
    }

    @Test
    void requestWithoutBody_isNeverHeld() {
        holdsUntil("never");
        Peer client = client().sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        upstream.accepts().receives("GET / HTTP/1.1\r\nHost: h\r\n\r\n").sends(OK);
        client.receives(OK);
    }

    @Test
    void clientThatLeavesWhileItsHeadIsHeld_neverReachesTheUpstream() {
        holdsUntil("never");
        client().sends(HEAD).sends("01").resets();
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Broken.class);
        assertThat(upstream.connections()).isZero();
    }

    @Test
    void chunkedContent_isSeenWithoutItsFraming() {
        exchanges.wantsRequest = true;
        String request = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5;x=y\r\nhello\r\n1\r\n \r\n5\r\nworld\r\n0\r\nT: 1\r\n\r\n";
        Peer client = client().sends(request);
        upstream.accepts().receives(request).sends(OK);
        client.receives(OK);
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.requestSeen).hasToString("hello world");
        assertThat(seen.requestBytes).isEqualTo(11);
    }

    @Test
    void heldRequestOnAStaleConnection_isSentAgainWhole() {
        Peer client = client().sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer first = upstream.accepts();
        first.message();
        first.sends(OK);
        client.receives(OK);
        exchanges.next();
        holdsUntil("never");
        String put = HEAD.replace("POST", "PUT") + "0123456789";
        client.sends(put);
        first.receives(put).resets();
        upstream.accepts().receives(put).sends(OK);
        client.receives(OK);
    }

    @Test
    void furtherFields_replaceThoseOfTheirName() {
        exchanges.trace =
                new TraceFields("00-a-01", true, List.of(new Field("b3", "1-2-1"), new Field("tracestate", "mine=1")));
        Peer client =
                client().sends("GET / HTTP/1.1\r\nB3: 0\r\nHost: h\r\ntracestate: a=b\r\nb3: 9\r\nx-b3: 1\r\n\r\n");
        upstream.accepts()
                .receives("GET / HTTP/1.1\r\nHost: h\r\nx-b3: 1\r\ntraceparent: 00-a-01\r\nb3: 1-2-1\r\n"
                        + "tracestate: mine=1\r\n\r\n")
                .sends(OK);
        client.receives(OK);
    }
}
