package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.http.ExchangeEnd.Broken;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that close their sending side and still listen. */
class HalfClosedTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                GET,
                "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
                "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"
            })
    void wholeRequest_isAnsweredAndTheConnectionEnds(String request) {
        Peer client = client();
        client.sends(request).finishesSending();
        Peer store = upstream.accepts().receives(request);
        store.sends(OK);
        client.receives(OK).ends();
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void answerThatComesInPieces_isWhole() {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().receives(GET);
        store.sends("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n");
        client.finishesSending();
        for (int i = 0; i < 20; i++) {
            store.sends("x".repeat(100_000));
        }
        assertThat(client.rest()).hasSize("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n".length() + 2_000_000);
    }

    @Test
    void pipelinedRequests_areAllAnswered() {
        Peer client = client();
        client.sends(GET + GET + GET).finishesSending();
        Peer store = upstream.accepts();
        for (int i = 0; i < 3; i++) {
            store.receives(GET).sends(OK);
        }
        client.receives(OK + OK + OK).ends();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HT", "GET / HTTP/1.1\r\nHost: h\r\n"})
    void nothingThatCouldBeAnswered_endsTheConnection(String part) {
        client().sends(part).finishesSending().ends();
        assertThat(upstream.connections()).isZero();
    }

    @Test
    void pipelinedRequestThatIsNotWhole_endsTheConnectionAfterTheOneBefore() {
        Peer client = client();
        client.sends(GET + "GET /2 HTTP/1.1\r\nHo").finishesSending();
        upstream.accepts().receives(GET).sends(OK);
        client.receives(OK).ends();
    }

    @Test
    void malformedRequest_isAnswered() {
        Peer client = client();
        client.sends("nonsense\r\n\r\n").finishesSending();
        assertThat(client.message().status()).isEqualTo(400);
        client.ends();
    }

    @Test
    void answerThatDoesNotCome_isGivenUp() {
        relay(s -> s.halfClose = Duration.ofMillis(300));
        Peer client = client();
        client.sends(GET).finishesSending();
        Peer store = upstream.accepts().receives(GET);
        store.ends();
        client.isGone();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.CLIENT, Cause.CLOSED, 0, 0));
    }

    @Test
    void answerThatHasBegun_isNotGivenUp() {
        relay(s -> s.halfClose = Duration.ofMillis(1));
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().receives(GET);
        store.sends("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
        client.receives("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n").finishesSending();
        Peer other = client();
        // By then the sweeper has been by several times.
        other.sends(GET);
        Peer second = upstream.accepts().receives(GET);
        second.sends("HTTP/1.1 100 Continue\r\n\r\n");
        other.head();
        store.sends("ok");
        client.receives("ok").ends();
    }

    @Test
    void upstreamThatFinishesSendingAfterItsAnswer_isNotUsedAgain() {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().receives(GET);
        store.sends(OK).finishesSending();
        client.receives(OK);
        store.ends();
        client.sends(GET);
        upstream.accepts().receives(GET).sends(OK);
        client.receives(OK);
    }
}
