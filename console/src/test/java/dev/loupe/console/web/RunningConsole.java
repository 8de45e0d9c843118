package dev.loupe.console.web;

import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.sample.SampleLive;
import dev.loupe.console.sample.SampleTraces;
import dev.loupe.telemetry.Telemetry.Exposition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A console over sample figures, on a free port. */
public final class RunningConsole implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Console console;
    private boolean closed;

    /** One that links to Jaeger. */
    public RunningConsole(SampleLive live, SampleTraces traces) {
        this(live, traces, List.of(), settings(Optional.of(URI.create("http://jaeger.test:16686/"))));
    }

    /** One with pages on orders. */
    public RunningConsole(SampleLive live, SampleTraces traces, Journeys journeys) {
        this(
                new Sources(
                        live,
                        traces,
                        RunningConsole::metrics,
                        Optional.of(journeys),
                        Optional.empty(),
                        Optional.empty()),
                List.of(),
                settings(Optional.of(URI.create("http://jaeger.test:16686/"))));
    }

    /** One with pages on databases and locks. */
    public RunningConsole(SampleLive live, SampleTraces traces, Journeys journeys, Databases databases) {
        this(
                new Sources(
                        live,
                        traces,
                        RunningConsole::metrics,
                        Optional.of(journeys),
                        Optional.of(databases),
                        Optional.empty()),
                List.of(),
                settings(Optional.of(URI.create("http://jaeger.test:16686/"))));
    }

    /** One with pages on queues and messages. */
    public RunningConsole(SampleLive live, SampleTraces traces, Journeys journeys, Brokers brokers) {
        this(
                new Sources(
                        live,
                        traces,
                        RunningConsole::metrics,
                        Optional.of(journeys),
                        Optional.empty(),
                        Optional.of(brokers)),
                List.of(),
                settings(Optional.of(URI.create("http://jaeger.test:16686/"))));
    }

    RunningConsole(SampleLive live, SampleTraces traces, List<ReadinessCheck> checks, ConsoleSettings settings) {
        this(
                new Sources(
                        live, traces, RunningConsole::metrics, Optional.empty(), Optional.empty(), Optional.empty()),
                checks,
                settings);
    }

    private RunningConsole(Sources sources, List<ReadinessCheck> checks, ConsoleSettings settings) {
        About about = sources.journeys().isPresent()
                ? new About("MES adapter", "mes-api", () -> "http://127.0.0.1:8081", "")
                : new About(
                        "S3 proxy",
                        "3d-files-storage",
                        () -> "http://127.0.0.1:9000",
                        "aws --endpoint-url {entrance} s3 cp ring.stl s3://rings/orders/10234/ring.stl");
        console = await(new Console(settings, sources, checks, about).start(vertx));
    }

    static ConsoleSettings settings(Optional<URI> jaeger) {
        return new ConsoleSettings(true, "127.0.0.1", 0, Optional.empty(), false, jaeger);
    }

    private static Exposition metrics(String accept) {
        String type = accept.contains("openmetrics") ? "application/openmetrics-text" : "text/plain";
        return new Exposition(type + "; version=1", "up 1\n".getBytes(StandardCharsets.UTF_8));
    }

    public String address() {
        return console.address();
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        await(console.close());
        await(vertx.close());
    }
}
