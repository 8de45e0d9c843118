package dev.loupe.console.launch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A deployable that runs, with all that it stands on, and the order in which that ends. */
final class LiveProcess {
    /** What a drain may take beyond its configured time before it counts as hung. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ProcessSettings settings;
    private final Vertx vertx;
    private final Pipeline pipeline;
    private final Running running;

    private LiveProcess(ProcessSettings settings, Vertx vertx, Pipeline pipeline, Running running) {
        this.settings = settings;
        this.vertx = vertx;
        this.pipeline = pipeline;
        this.running = running;
    }

    /**
     * Starts everything and waits until every listener accepts.
     *
     * @throws CompletionException with the reason, after what had been started was closed again
     */
    static <C extends Record> LiveProcess start(
            Deployable<C> deployable, C config, Pipeline.Factory telemetry, Map<String, String> environment) {
        ProcessSettings settings = deployable.process(config);
        Pipeline pipeline = telemetry.start(settings.telemetry(), environment, settings.serviceName());
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(settings.eventLoops()));
        try {
            Platform platform = new Platform(vertx, pipeline.telemetry(), environment);
            Running running = join(Future.succeededFuture().compose(ready -> deployable.start(config, platform)));
            return new LiveProcess(settings, vertx, pipeline, running);
        } catch (CompletionException e) {
            join(vertx.close());
            pipeline.close();
            throw e;
        }
    }

    /** Says how long it took since the process began, and where it listens. */
    String readyLine(String name) {
        double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1_000.0;
        return String.format(Locale.ROOT, "loupe %s ready in %.1f s: %s", name, seconds, running.addresses());
    }

    /**
     * From now on {@code SIGTERM} and {@code SIGINT} end the process in order, with exit code 0. A shutdown hook cannot
     * change the exit code that the signal set, 143, so it halts the process when all is done.
     */
    void drainWhenAskedToEnd(PrintStream err) {
        Runtime runtime = Runtime.getRuntime();
        runtime.addShutdownHook(new Thread(() -> runtime.halt(end(err)), "loupe-drain"));
    }

    private int end(PrintStream err) {
        int exit = Exit.DONE;
        try {
            long limit = settings.drain().plus(GRACE).toMillis();
            toCompletable(running.drain())
                    .orTimeout(limit, TimeUnit.MILLISECONDS)
                    .join();
        } catch (RuntimeException e) {
            err.println("The drain was cut short: " + rootOf(e));
            exit = Exit.FAILED;
        }
        try {
            toCompletable(vertx.close())
                    .orTimeout(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            pipeline.close();
        } catch (RuntimeException e) {
            err.println("The end was not clean: " + rootOf(e));
            exit = Exit.FAILED;
        }
        System.out.flush();
        err.flush();
        return exit;
    }

    private static Throwable rootOf(RuntimeException failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static <T> T join(Future<T> future) {
        return toCompletable(future).join();
    }

    private static <T> CompletableFuture<T> toCompletable(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture();
    }
}
