package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.http.ExchangeEnd.Broken;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream that dies in the middle of its answer: the client sees a broken transfer, never a short success. */
class UpstreamAbortsTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private Peer store;

    private Peer halfAnswered(String part) {
        Peer client = client();
        client.sends(GET);
        store = upstream.accepts();
        store.message();
        store.sends(part);
        client.receives(part);
        return client;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "helloyou1"})
    void bodyOfALengthThatEndsEarly_breaks(String part) {
        Peer client = halfAnswered(LENGTH + part);
        store.close();
        client.breaks();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.UPSTREAM, Cause.CLOSED, 0, part.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5\r\nhel", "5\r\nhello\r\n", "5\r\nhello\r\n0", "0\r\n", "0\r\nT: 1\r\n", "0\r\n\r"})
    void chunkedBodyThatEndsEarly_breaks(String part) {
        Peer client = halfAnswered(CHUNKED + part);
        store.close();
        client.breaks();
        assertThat(exchanges.next().end).isInstanceOf(Broken.class);
    }

    @Test
    void bodyUntilCloseThatIsReset_breaks() {
        Peer client = client();
        client.sends(GET);
        store = upstream.accepts();
        store.message();
        store.sends("HTTP/1.1 200 OK\r\n\r\nhello");
        assertThat(client.head()).contains("\r\nConnection: close\r\n");
        client.receives("hello");
        store.resets();
        client.breaks();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.UPSTREAM, Cause.CLOSED, 0, 5));
    }

    @Test
    void chunksThatTurnToNonsense_break() {
        Peer client = halfAnswered(CHUNKED + "5\r\nhello\r\n");
        store.sends("nonsense");
        client.breaks();
        store.isGone();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.UPSTREAM, Cause.MALFORMED, 0, 5));
    }

    @ParameterizedTest
    @CsvSource({"5", "0"})
    void upstreamThatFallsSilent_breaksTheTransfer(int content) {
        relay(s -> s.upstreamIdle = Duration.ofMillis(300));
        Peer client = halfAnswered(LENGTH + "x".repeat(content));
        client.breaks();
        store.isGone();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.UPSTREAM, Cause.TIMEOUT, 0, content));
    }

    @Test
    void clientOfABrokenTransfer_isServedOnANewConnection() {
        Peer client = halfAnswered(LENGTH + "hello");
        store.close();
        client.breaks();
        Peer again = client();
        again.sends(GET);
        store = upstream.accepts();
        store.message();
        store.sends(OK);
        again.receives(OK);
    }
}
