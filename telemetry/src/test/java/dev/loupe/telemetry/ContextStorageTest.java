package dev.loupe.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContextStorageTest {
    private static final ContextKey<String> KEY = ContextKey.named("order");
    private final Vertx vertx = Vertx.vertx();
    private final ContextInternal first = duplicate();
    private final ContextInternal second = duplicate();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void contextSetOnAVertxContext_survivesATimerThere() throws Exception {
        CompletableFuture<Optional<String>> seen = new CompletableFuture<>();
        first.runOnContext(v -> {
            attach("ring");
            vertx.setTimer(1, id -> seen.complete(current()));
        });
        assertThat(seen.get(10, TimeUnit.SECONDS)).contains("ring");
    }

    @Test
    void contextSetOnAVertxContext_isSeenByWorkThatItHandsToAWorkerThread() throws Exception {
        CompletableFuture<Optional<String>> seen = new CompletableFuture<>();
        first.runOnContext(v -> {
            attach("ring");
            vertx.executeBlocking(ContextStorageTest::current).onSuccess(seen::complete);
        });
        assertThat(seen.get(10, TimeUnit.SECONDS)).contains("ring");
    }

    @Test
    void contextSetOnOneVertxContext_isNotSeenOnAnother() throws Exception {
        CompletableFuture<Optional<String>> seen = new CompletableFuture<>();
        first.runOnContext(v -> {
            attach("ring");
            second.runOnContext(w -> seen.complete(current()));
        });
        assertThat(seen.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void contextWhoseScopeWasClosed_isNoLongerSeen() throws Exception {
        CompletableFuture<Optional<String>> seen = new CompletableFuture<>();
        first.runOnContext(v -> {
            try (Scope scope = Context.current().with(KEY, "ring").makeCurrent()) {
                assertThat(current()).contains("ring");
                assertThat(scope).isNotNull();
            }
            first.runOnContext(w -> seen.complete(current()));
        });
        assertThat(seen.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    /** What Vert.x gives each HTTP request. */
    private ContextInternal duplicate() {
        return ((ContextInternal) vertx.getOrCreateContext()).duplicate();
    }

    @SuppressWarnings("MustBeClosedChecker") // Stays for as long as the Vert.x context does: that is what is tested.
    private static void attach(String value) {
        Context.current().with(KEY, value).makeCurrent();
    }

    private static Optional<String> current() {
        return Optional.ofNullable(Context.current().get(KEY));
    }
}
