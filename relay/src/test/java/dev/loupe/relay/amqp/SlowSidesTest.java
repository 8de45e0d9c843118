package dev.loupe.relay.amqp;

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
    private static final byte[] MESSAGE =
            Wire.all(Wire.deliver(1, "c", 1), Wire.header(1, 64 * 1024), Wire.body(1, new byte[64 * 1024]));
    private static final int MANY = 4_096;

    /** Waits until it grows no more. */
    private static void standsStill(AtomicLong sent) {
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(100))
                .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
    }

    private static CompletableFuture<Void> sends(WirePeer peer, byte[] message, AtomicLong sent) {
        return CompletableFuture.runAsync(() -> {
            for (int i = 0; i < MANY; i++) {
                peer.sends(message);
                sent.addAndGet(message.length);
            }
        });
    }

    @Test
    void consumerThatStopsReading_makesTheBrokerWait() {
        Pair pair = open(adopt(WirePeer.slow(relay().port())));
        RecordedConnections.Recorded told = connections.next();
        AtomicLong sent = new AtomicLong();
        CompletableFuture<Void> sending = sends(pair.server(), MESSAGE, sent);
        await().until(() -> told.clientStalls.contains(true));
        standsStill(sent);
        assertThat(relay().held()).isLessThan(1024 * 1024);
        assertThat(sent.get()).isLessThan(64L * 1024 * 1024);
        for (int i = 0; i < MANY; i++) {
            assertThat(Arrays.equals(pair.client().bytes(MESSAGE.length), MESSAGE))
                    .isTrue();
        }
        sending.join();
        await().until(() -> !told.clientStalls.get(told.clientStalls.size() - 1));
    }

    @Test
    void brokerThatDoesNotRead_makesThePublisherWait() {
        connections.edits = new EverythingEdited()::edit;
        byte[] message = Wire.all(
                Wire.publish(1, "e", "k", false), Wire.header(1, 64 * 1024), Wire.body(1, new byte[64 * 1024]));
        Pair pair = open();
        RecordedConnections.Recorded told = connections.next();
        AtomicLong sent = new AtomicLong();
        CompletableFuture<Void> sending = sends(pair.client(), message, sent);
        await().until(() -> told.serverStalls.contains(true));
        standsStill(sent);
        assertThat(relay().held()).isLessThan(1024 * 1024);
        pair.client().resets();
        pair.server().isGone();
        assertThat(sending).isNotNull();
    }

    @Test
    void manyThatDoNotRead_shareTheMemoryThatThereIs() {
        relay(s -> s.memory = 4L * 1024 * 1024);
        for (int i = 0; i < 50; i++) {
            Pair pair = open(adopt(WirePeer.slow(relay().port())));
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        pair.server().sends(MESSAGE);
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
