package dev.loupe.relay.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * A relay before some broker. After each test it drains, every connection has ended once, and nothing has failed; after each
 * class no buffer has leaked.
 */
abstract class RelayTest {
    private static final List<String> leaks = new CopyOnWriteArrayList<>();
    private static Vertx vertx;

    final RecordedConnections connections = new RecordedConnections();
    final RelaySetup setup = new RelaySetup();
    final List<Throwable> expectedFailures = new ArrayList<>();
    private AmqpRelay relay;

    @BeforeAll
    static void startVertx() {
        ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + " " + records));
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
    }

    @AfterAll
    static void nothingHasLeaked() {
        result(vertx.close());
        for (int round = 0; round < 5 && leaks.isEmpty(); round++) {
            System.gc();
            for (int i = 0; i < 20; i++) {
                // Leaks are told when the next buffer is made.
                PooledByteBufAllocator.DEFAULT.buffer(16).release();
            }
        }
        assertThat(leaks).isEmpty();
    }

    @AfterEach
    void everythingEnds() {
        if (relay != null) {
            result(relay.drain(Duration.ofSeconds(2)));
            assertThat(relay.connections()).isZero();
        }
        assertThat(connections.failures).hasSameSizeAs(expectedFailures);
        connections.all.forEach(connection -> assertThat(connection.ends).hasSize(1));
    }

    static Vertx vertx() {
        return vertx;
    }

    /** What the relay reports to. */
    AmqpPath path() {
        return connections;
    }

    /** Starts the relay with the settings as they are; done for the first client at the latest. */
    AmqpRelay relay() {
        if (relay == null) {
            relay = result(AmqpRelay.start(vertx, setup.settings(), path(), setup.loops, setup.lookUp));
        }
        return relay;
    }

    AmqpRelay relay(Consumer<RelaySetup> change) {
        change.accept(setup);
        return relay();
    }

    static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
