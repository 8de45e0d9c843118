package dev.loupe.telemetry.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends kept spans to an OTLP receiver from one thread of its own. A dead, slow or confused receiver costs spans, which
 * are counted, and nothing else: handing over a span never waits and never fails.
 */
public final class SpanExport {
    private final SpanQueue queue;
    private final Supplier<SpanExporter> connect;
    private final Duration exportTimeout;
    private final ExportHealth health;
    private final Drops drops;
    private final Thread worker;

    private SpanExport(ExportPlan.Batching batching, Supplier<SpanExporter> connect, ExportHealth health, Drops drops) {
        queue = new SpanQueue(batching, drops);
        this.connect = connect;
        exportTimeout = batching.exportTimeout();
        this.health = health;
        this.drops = drops;
        worker = new Thread(this::run, "loupe-span-export");
        worker.setDaemon(true);
    }

    /** Starts the thread; the exporter is made there, by the first batch. */
    public static SpanExport start(Destination to, ExportPlan.Batching batching, Drops drops) {
        return start(
                () -> OtlpExporters.forSpans(to),
                batching,
                drops,
                new ExportHealth("spans", to.shown(), System::nanoTime));
    }

    static SpanExport start(
            Supplier<SpanExporter> connect, ExportPlan.Batching batching, Drops drops, ExportHealth health) {
        SpanExport export = new SpanExport(batching, connect, health, drops);
        export.worker.start();
        return export;
    }

    /** Queues a span, or drops and counts it. Never waits. */
    public void offer(SpanData span) {
        queue.offer(span);
    }

    /** Sends what is queued, for at most so long; what is left then is dropped and counted. Blocks. */
    public void close(Duration atMost) {
        queue.close();
        try {
            worker.join(Math.max(1, atMost.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.abandon();
        worker.interrupt();
    }

    private void run() {
        Optional<SpanExporter> exporter = Optional.empty();
        try {
            while (!queue.isFinished()) {
                List<SpanData> batch = queue.take();
                if (!batch.isEmpty()) {
                    exporter = exporter.or(this::connected);
                    send(exporter, batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exporter.ifPresent(SpanExporter::shutdown);
        }
    }

    private Optional<SpanExporter> connected() {
        try {
            return Optional.of(connect.get());
        } catch (RuntimeException | LinkageError e) {
            health.failed(Optional.of(e));
            return Optional.empty();
        }
    }

    private void send(Optional<SpanExporter> exporter, List<SpanData> batch) {
        CompletableResultCode result = exporter.map(to -> sent(to, batch)).orElseGet(CompletableResultCode::ofFailure);
        if (result.isSuccess()) {
            health.succeeded();
        } else {
            drops.add(DropReason.EXPORT_FAILED, batch.size());
            health.failed(Optional.ofNullable(result.getFailureThrowable()));
        }
    }

    private CompletableResultCode sent(SpanExporter exporter, List<SpanData> batch) {
        try {
            return exporter.export(batch).join(exportTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException | LinkageError e) {
            return CompletableResultCode.ofExceptionalFailure(e);
        }
    }
}
