package dev.loupe.relay.http;

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
 * A relay between clients and an upstream that the test speaks for. After each test every connection is closed and no
 * exchange is left over; after each class no buffer has leaked.
 */
abstract class RelayTest {
    /** What a server answers when it does not matter. */
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static final List<String> leaks = new CopyOnWriteArrayList<>();
    private static Vertx vertx;

    final ScriptedUpstream upstream = new ScriptedUpstream();
    final RecordedExchanges exchanges = new RecordedExchanges();
    final RelaySetup setup = new RelaySetup(upstream.port());
    private final List<Peer> clients = new ArrayList<>();
    private HttpRelay relay;

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
        clients.forEach(Peer::resets);
        if (relay != null) {
            result(relay.drain(Duration.ofSeconds(5)));
        }
        upstream.close();
    }

    static Vertx vertx() {
        return vertx;
    }

    /** From now on nobody listens there. The relay is there already, or the port that becomes free could become its own. */
    final void upstreamGoes() {
        relay();
        upstream.close();
    }

    /** Starts the relay with the settings as they are; done for the first client at the latest. */
    HttpRelay relay() {
        if (relay == null) {
            relay = result(HttpRelay.start(vertx, setup.settings(), path(), setup.loops, setup.lookUp));
        }
        return relay;
    }

    HttpRelay relay(Consumer<RelaySetup> change) {
        change.accept(setup);
        return relay();
    }

    HttpPath path() {
        return exchanges;
    }

    /** A new client of the relay. */
    Peer client() {
        return adopt(Peer.connect(relay().port()));
    }

    /** Closes it after the test. */
    Peer adopt(Peer client) {
        clients.add(client);
        return client;
    }

    static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
