package dev.loupe.telemetry;

import dev.loupe.telemetry.export.Drops;
import dev.loupe.telemetry.keep.KeepPolicy;
import dev.loupe.telemetry.live.RollingOperations;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread for what the pipeline does by the clock: once a second, spans that have waited too long are decided. */
final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private final ScheduledExecutorService executor;
    private final ScheduledFuture<?> expiry;

    private Housekeeping(ScheduledExecutorService executor, KeepPolicy keep) {
        this.executor = executor;
        executor.execute(Housekeeping::rehearse);
        expiry = executor.scheduleWithFixedDelay(() -> expire(keep), 1, 1, TimeUnit.SECONDS);
    }

    static Housekeeping start(KeepPolicy keep) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "loupe-telemetry");
            thread.setDaemon(true);
            return thread;
        });
        return new Housekeeping(executor, keep);
    }

    void stop() {
        expiry.cancel(false);
        executor.shutdownNow();
    }

    /** A failure must not end the schedule, as the executor would have it. */
    private static void expire(KeepPolicy keep) {
        try {
            keep.expire();
        } catch (RuntimeException e) {
            LOG.error("Spans that have waited too long could not be decided", e);
        }
    }

    /**
     * Makes a span and an operation that go nowhere, so that the classes are loaded here, while the process starts,
     * and not on an event loop, while the first client waits.
     */
    private static void rehearse() {
        KeepPolicy keep = new KeepPolicy(
                Settings.Keep.defaults(), System::nanoTime, new Drops(), (verdict, span) -> span.getAttributes());
        Tracer tracer = Tracers.into(keep, Resource.empty()).ofDefaultService();
        tracer.spanBuilder("").startSpan().end();
        RollingOperations operations = new RollingOperations(System::nanoTime, () -> 0);
        operations.begin("", "rehearsal", "").end("ok", 1, 1);
        operations.lastMinute();
    }
}
