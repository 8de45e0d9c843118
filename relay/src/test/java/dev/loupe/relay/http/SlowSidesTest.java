package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A side that does not take what it is sent: the other one is made to wait, and every byte arrives later. */
class SlowSidesTest extends RelayTest {
    private static final int LARGE = 100_000_000;

    /** What the kernel may hold between four sockets, generously, and the relay. */
    private static final int HELD_AT_MOST = 40_000_000;

    private final AtomicLong sent = new AtomicLong();

    private static byte[] block(long at) {
        byte[] block = new byte[10_000];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (((at + i) * 31) >>> 3);
        }
        return block;
    }

    private void send(Peer peer, long length) {
        try {
            OutputStream out = peer.socket().getOutputStream();
            for (long at = 0; at < length; at += 10_000) {
                out.write(block(at));
                sent.addAndGet(10_000);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void receive(Peer peer, long length) {
        try {
            InputStream in = peer.in();
            for (long at = 0; at < length; at += 10_000) {
                assertThat(in.readNBytes(10_000)).as("bytes from %d on", at).isEqualTo(block(at));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStandstill() {
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    long now = sent.get();
                    return now > 0 && before.getAndSet(now) == now;
                });
    }

    @Test
    void clientThatDoesNotRead_holdsUpTheUpstreamAndGetsEveryByteLater() throws Exception {
        Peer client = client().sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        store.message();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            store.sends("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
            send(store, LARGE);
        });
        awaitStandstill();
        assertThat(sent.get()).isLessThan(HELD_AT_MOST);
        client.head();
        receive(client, LARGE);
        sending.get(20, TimeUnit.SECONDS);
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.end).isInstanceOf(ExchangeEnd.Whole.class);
        assertThat(seen.calls).containsSubsequence("response 200", "response paused", "response resumed");
        assertThat(seen.responseBytes).isEqualTo(LARGE);
    }

    @Test
    void upstreamThatDoesNotRead_holdsUpTheClientAndGetsEveryByteLater() throws Exception {
        Peer client = client();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            client.sends("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: " + LARGE + "\r\n\r\n");
            send(client, LARGE);
        });
        Peer store = upstream.accepts();
        awaitStandstill();
        assertThat(sent.get()).isLessThan(HELD_AT_MOST);
        store.head();
        receive(store, LARGE);
        sending.get(20, TimeUnit.SECONDS);
        store.sends(OK);
        client.receives(OK);
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.calls).containsSubsequence("request paused", "request resumed", "request ended");
        assertThat(seen.requestBytes).isEqualTo(LARGE);
    }

    @Test
    void clientThatNeverReads_isGivenUp() {
        relay(s -> s.clientIdle = Duration.ofMillis(500));
        client().sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        store.message();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            store.sends("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
            send(store, LARGE);
        });
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.end).isInstanceOfSatisfying(ExchangeEnd.Broken.class, broken -> {
            assertThat(broken.by()).isEqualTo(ExchangeEnd.Side.CLIENT);
            assertThat(broken.cause()).isEqualTo(ExchangeEnd.Cause.TIMEOUT);
            assertThat(broken.responseContent()).isPositive();
        });
        await().until(sending::isCompletedExceptionally);
    }

    @Test
    void upstreamThatNeverReads_is504() {
        relay(s -> s.responseTimeout = Duration.ofMillis(500));
        Peer client = client();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            client.sends("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: " + LARGE + "\r\n\r\n");
            send(client, LARGE);
        });
        upstream.accepts();
        assertThat(client.message().status()).isEqualTo(504);
        client.close();
        await().until(sending::isDone);
    }

    @Test
    void manySlowClients_shareTheMemoryThatThereIs() {
        int clients = 40;
        int length = 8_000_000;
        relay(s -> s.memory = 2 * 1024 * 1024);
        upstream.always(peer -> {
            peer.socket().setSendBufferSize(32 * 1024);
            peer.message();
            peer.sends("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
            send(peer, length);
            peer.message();
        });
        List<Peer> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            all.add(adopt(Peer.slow(relay().port())).sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
        }
        awaitStandstill();
        assertThat(relay().held()).isPositive().isLessThan(5 * 1024 * 1024);
        all.forEach(client -> {
            client.head();
            receive(client, length);
        });
        await().until(() -> relay().held() == 0);
    }
}
