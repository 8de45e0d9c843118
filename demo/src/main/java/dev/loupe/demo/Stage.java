package dev.loupe.demo;

import dev.loupe.assembly.config.S3Rules;
import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.launch.Platform;
import dev.loupe.demo.broker.EmbeddedBroker;
import dev.loupe.demo.company.Company;
import dev.loupe.demo.database.EmbeddedDatabase;
import dev.loupe.demo.store.EmbeddedStore;
import dev.loupe.demo.store.S3Access;
import dev.loupe.proxy.Proxy;
import dev.loupe.proxy.ProxyConfig;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.log.LogSetup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** The store, the proxy in front of it, and the company that uses it, in this process. */
final class Stage implements AutoCloseable {
    private static final int TRACES = 2_000;
    private static final long PATIENCE_SECONDS = 30;
    private static final Path BINARIES = Path.of("target", "postgres");
    private static final String ORDER_NUMBER = "(?<=orders/)\\d+";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private EmbeddedStore store;
    private Telemetry telemetry;
    private Proxy proxy;
    private Company company;

    private Stage() {}

    /**
     * Sets everything up; blocks until it accepts connections.
     *
     * @param port of the proxy, 0 for any free one
     * @param consolePort of the console, 0 for any free one
     * @param environment of which the standard {@code OTEL_*} variables count
     */
    static Stage set(int port, int consolePort, Map<String, String> environment) {
        Stage stage = new Stage();
        try {
            stage.open(port, consolePort, environment);
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void open(int port, int consolePort, Map<String, String> environment) {
        Settings settings = settings();
        LogSetup.apply(settings.log(), ProxyConfig.defaults().service());
        open.push(LogSetup::stop);
        // A database cluster takes a second or two to make, as long as the rest, and a broker some 10 seconds.
        CompletableFuture<EmbeddedBroker> broker = begun(EmbeddedBroker::start);
        CompletableFuture<EmbeddedDatabase> database = begun(() -> EmbeddedDatabase.start(BINARIES));
        store = opened(EmbeddedStore.start());
        telemetry = opened(
                Telemetry.start(settings, environment, ProxyConfig.defaults().service()));
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        open.push(() -> join(vertx.close()));
        ProxyConfig config = config(store.endpoint(), port, consolePort, settings);
        proxy = join(Proxy.start(config, new Platform(vertx, telemetry, environment)));
        open.push(() -> join(proxy.drain().otherwiseEmpty()));
        try (S3Client s3 = access(store.endpoint(), store).client()) {
            s3.createBucket(request -> request.bucket(S3Access.BUCKET));
        }
        company = opened(Company.open(access(), got(database), got(broker), telemetry, vertx, environment));
    }

    /** Starts something beside the rest. */
    private <T extends AutoCloseable> CompletableFuture<T> begun(Supplier<T> start) {
        CompletableFuture<T> part = CompletableFuture.supplyAsync(start);
        open.push(() -> {
            Optional<T> started =
                    part.handle((there, failed) -> Optional.ofNullable(there)).join();
            if (started.isPresent()) {
                started.get().close();
            }
        });
        return part;
    }

    private static <T> T got(CompletableFuture<T> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Everything is kept, and enough of it held for the demo to check. */
    private static Settings settings() {
        Settings shipped = Settings.defaults();
        Settings.Keep keep = shipped.keep();
        return new Settings(
                new Settings.Keep(
                        Settings.Policy.ALL,
                        keep.baseline(),
                        keep.slow(),
                        keep.slowByOperation(),
                        keep.trustCaller(),
                        keep.maxWaitingSpans(),
                        keep.maxWait(),
                        keep.verdicts()),
                shipped.export(),
                new Settings.Recent(TRACES, shipped.recent().spansPerTrace()),
                new Settings.Log(Settings.Format.TEXT, Settings.Level.WARN),
                shipped.metrics(),
                shipped.privacy());
    }

    private static ProxyConfig config(URI store, int port, int consolePort, Settings settings) {
        ProxyConfig shipped = ProxyConfig.defaults();
        S3Rules s3 = shipped.s3();
        return new ProxyConfig(
                shipped.service(),
                shipped.threads(),
                shipped.drain(),
                shipped.memory(),
                shipped.listen().on(port),
                shipped.upstream().at(store),
                new S3Rules(s3.domains(), s3.traceparent(), s3.fileNames(), List.of(ORDER_NUMBER)),
                settings,
                new ConsoleSettings(true, "127.0.0.1", consolePort, Optional.empty(), false, Optional.empty()));
    }

    /** An object's key as traces show it: without the number of the order. */
    static String shown(String key) {
        return key.replaceAll(ORDER_NUMBER, "…");
    }

    /** How customers reach the store: through the proxy. */
    S3Access access() {
        return access(URI.create("http://127.0.0.1:" + proxy.port()), store);
    }

    private static S3Access access(URI endpoint, EmbeddedStore store) {
        return new S3Access(endpoint, store.accessKey(), store.secretKey());
    }

    Company company() {
        return company;
    }

    EmbeddedStore store() {
        return store;
    }

    Proxy proxy() {
        return proxy;
    }

    /** What was seen so far of the customers who use the store themselves, oldest first. */
    List<Seen> seen() {
        return telemetry.recentTraces().newestFirst().stream()
                .flatMap(trace -> trace.spans().stream())
                .filter(span -> !S3Access.BUCKET.equals(span.getAttributes().get(Names.S3_BUCKET)))
                .sorted(java.util.Comparator.comparingLong(span -> span.getStartEpochNanos()))
                .map(Seen::of)
                .toList();
    }

    /** What was set up last is ended first. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the demo does not end", e);
            }
        }
    }
}
