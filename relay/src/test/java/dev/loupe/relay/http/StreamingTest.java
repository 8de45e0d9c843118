package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Answers that take their time: server-sent events and long polls. */
class StreamingTest extends RelayTest {
    private static final String GET = "GET /events HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\n\r\n";
    private static final String EVENTS =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void event_arrivesBeforeTheNextIsSent() {
        Peer client = client().sends(GET);
        Peer service = upstream.accepts().receives(GET).sends(EVENTS);
        client.receives(EVENTS);
        for (int i = 0; i < 10; i++) {
            String event = "9\r\ndata: " + i + "\n\n\r\n";
            service.sends(event);
            client.receives(event);
        }
        service.sends("0\r\n\r\n");
        client.receives("0\r\n\r\n");
    }

    @Test
    void silenceWithoutLimit_isBorne() {
        setup.upstreamIdle = Duration.ZERO;
        setup.responseTimeout = Duration.ZERO;
        setup.headerTimeout = Duration.ofMillis(500);
        Peer client = client().sends(GET);
        Peer service = upstream.accepts().receives(GET);
        severalRoundsOfTheSweeper();
        service.sends(EVENTS);
        client.receives(EVENTS);
        severalRoundsOfTheSweeper();
        service.sends("0\r\n\r\n");
        client.receives("0\r\n\r\n");
    }

    /** Another client is timed out meanwhile, so that the limits have been looked at. */
    private void severalRoundsOfTheSweeper() {
        Peer other = client().sends("GET ");
        assertThat(other.message().status()).isEqualTo(408);
    }

    @Test
    void clientThatLeaves_isNoticedWithTheNextEvent() {
        setup.upstreamIdle = Duration.ZERO;
        Peer client = client().sends(GET);
        Peer service = upstream.accepts().receives(GET).sends(EVENTS);
        client.receives(EVENTS);
        client.resets();
        Awaitility.await().until(exchanges::hasMore);
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Broken.class);
        service.isGone();
    }
}
