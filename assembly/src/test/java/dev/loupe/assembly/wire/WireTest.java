package dev.loupe.assembly.wire;

import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.telemetry.fixture.ExportedSpans;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What these tests share: an adapter of the YAML that they write, and the spans that it sends. */
abstract class WireTest {
    /** For whatever is waited for. */
    static final long PATIENCE_SECONDS = 20;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Vertx vertx;

    @TempDir
    Path folder;

    ExportedSpans spans;

    @BeforeEach
    void receive() throws Exception {
        spans = closes(ExportedSpans.receiver());
    }

    /** Is closed after the test, those that were opened last first. */
    <T extends AutoCloseable> T closes(T resource) {
        open.push(resource);
        return resource;
    }

    RunningAdapter adapter(String yaml) throws Exception {
        return closes(Sidecar.start(folder, spans, yaml));
    }

    /** For servers and clients that the JDK does not have. */
    Vertx vertx() {
        if (vertx == null) {
            vertx = Vertx.vertx();
            closes(() -> result(vertx.close()));
        }
        return vertx;
    }

    static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
