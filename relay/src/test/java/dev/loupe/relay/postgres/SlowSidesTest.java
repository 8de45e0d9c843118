package dev.loupe.relay.postgres;

import static dev.loupe.relay.postgres.Wire.message;
import static dev.loupe.relay.postgres.Wire.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.WirePeer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A side that does not read makes the other one wait, and costs no memory. */
class SlowSidesTest extends ScriptedTest {
    private static final byte[] ROW = message('D', rowOf(64 * 1024));
    private static final int ROWS = 16_384;

    private static byte[] rowOf(int bytes) {
        byte[] row = new byte[bytes];
        row[1] = 1;
        return row;
    }

    private static byte[] copy(int bytes) {
        return message('d', new byte[bytes]);
    }

    @Test
    void gigabyteForAClientThatStopsReading_waitsAtTheServer() {
        WirePeer client = adopt(WirePeer.slow(relay().port()));
        client.sends(START);
        WirePeer backend = accepted().receives(START);
        backend.sends(STARTED);
        client.receives(STARTED).sends(query("SELECT"));
        backend.receives(query("SELECT"));
        RecordedSessions.Recorded recorded = sessions.next();
        AtomicLong sent = new AtomicLong();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < ROWS; i++) {
                backend.sends(ROW);
                sent.addAndGet(ROW.length);
            }
        });
        await().until(() -> recorded.stalls.contains(true));
        standsStill(sent);
        assertThat(relay().held()).isLessThan(1024 * 1024);
        assertThat(sent.get()).isLessThan(64L * 1024 * 1024);
        for (int i = 0; i < ROWS; i++) {
            assertThat(Arrays.equals(client.bytes(ROW.length), ROW)).isTrue();
        }
        sending.join();
        await().until(() -> !recorded.stalls.get(recorded.stalls.size() - 1));
    }

    /** Waits until it grows no more. */
    private static void standsStill(AtomicLong sent) {
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(100))
                .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
    }

    @Test
    void serverThatDoesNotRead_makesTheClientWait() {
        Pair session = session();
        AtomicLong sent = new AtomicLong();
        byte[] chunk = copy(64 * 1024);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 2_000; i++) {
                session.client().sends(chunk);
                sent.addAndGet(chunk.length);
            }
        });
        standsStill(sent);
        assertThat(relay().held()).isLessThan(1024 * 1024);
        for (int i = 0; i < 2_000; i++) {
            session.server().receives(chunk);
        }
        sending.join();
    }

    @Test
    void manyThatDoNotRead_shareTheMemoryThatThereIs() {
        relay(s -> s.memory = 4L * 1024 * 1024);
        for (int i = 0; i < 50; i++) {
            WirePeer client = adopt(WirePeer.slow(relay().port()));
            client.sends(START);
            WirePeer backend = accepted().receives(START);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        backend.sends(ROW);
                    }
                } catch (UncheckedIOException e) {
                    // The test is over.
                    return;
                }
            });
            assertThat(sending).isNotNull();
        }
        await().until(() -> relay().held() > 1024 * 1024);
        assertThat(relay().held()).isLessThan(16L * 1024 * 1024);
    }
}
