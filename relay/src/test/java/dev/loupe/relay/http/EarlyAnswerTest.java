package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream that answers before it has read the body: the client gets the whole answer. */
class EarlyAnswerTest extends RelayTest {
    private static final int LARGE = 20_000_000;
    private static final String FORBIDDEN = "HTTP/1.1 403 Forbidden\r\nContent-Length: 40000\r\n\r\n";
    private static final String PASSED = "HTTP/1.1 403 Forbidden\r\nContent-Length: 40000\r\nConnection: close\r\n\r\n";
    private static final String BODY = "no, ".repeat(10_000);

    private static String head(int length) {
        return "PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Test
    void answerToAHalfSentBody_isWhole() {
        Peer client = client();
        client.sends(head(10) + "hello");
        Peer store = upstream.accepts().receives(head(10) + "hello").sends(FORBIDDEN + BODY);
        client.receives(PASSED + BODY).sends("world").ends();
        store.isGone();
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.end).isInstanceOf(ExchangeEnd.Whole.class);
        assertThat(seen.calls).containsExactly("attempt 1", "response 403", "response ended");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answerWhileALargeBodyComes_isWhole(boolean upstreamCloses) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        upstream.always(peer -> {
            peer.head();
            peer.sends(FORBIDDEN + BODY);
            if (!upstreamCloses) {
                awaitOver(over);
            }
        });
        Peer client = client();
        Thread sender = new Thread(() -> {
            try {
                client.sends(head(LARGE));
                for (int sent = 0; sent < LARGE; sent += 10_000) {
                    client.sends(new byte[10_000]);
                }
            } catch (UncheckedIOException e) {
                // The relay may stop to listen once the client has its answer.
                assertThat(e).isNotNull();
            }
        });
        sender.start();
        client.receives(PASSED + BODY);
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
        over.countDown();
        client.close();
        sender.join(20_000);
        assertThat(sender.isAlive()).isFalse();
    }

    private static void awaitOver(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void connectionOfAHalfSentRequest_isNotUsedAgain() {
        Peer client = client();
        client.sends(head(10) + "hello");
        upstream.accepts().receives(head(10) + "hello").sends(OK);
        assertThat(client.message().body()).isEqualTo("ok");
        upstream.alwaysAnswers(OK);
        client().sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n").receives(OK);
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @Test
    void restOfABodyThatComesWithTheNextRequest_isNotTakenForOne() {
        Peer client = client();
        client.sends(head(40) + "hello");
        upstream.accepts().receives(head(40) + "hello").sends(OK);
        assertThat(client.message().body()).isEqualTo("ok");
        client.sends("GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n").ends();
        assertThat(upstream.connections()).isEqualTo(1);
    }
}
