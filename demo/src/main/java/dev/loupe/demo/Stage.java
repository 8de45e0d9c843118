package dev.loupe.demo;

import dev.loupe.assembly.config.S3Rules;
import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.launch.Platform;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.s3.S3Client;

/** The store, the proxy in front of it, and the company that uses it, in this process. */
final class Stage implements AutoCloseable {
    private static final int TRACES = 2_000;
    private static final long PATIENCE_SECONDS = 30;
    private static final Path BINARIES = Path.of("target", "postgres");
    private static final String ORDER_NUMBER = "(?<=orders/)\\d+";

    private final EmbeddedStore store;
    private final EmbeddedDatabase database;
    private final Telemetry telemetry;
    private final Vertx vertx;
    private final Proxy proxy;
    private final Company company;

    private Stage(
            EmbeddedStore store,
            EmbeddedDatabase database,
            Telemetry telemetry,
            Vertx vertx,
            Proxy proxy,
            Company company) {
        this.store = store;
        this.database = database;
        this.telemetry = telemetry;
        this.vertx = vertx;
        this.proxy = proxy;
        this.company = company;
    }

    /**
     * Sets everything up; blocks until it accepts connections.
     *
     * @param port of the proxy, 0 for any free one
     * @param consolePort of the console, 0 for any free one
     * @param environment of which the standard {@code OTEL_*} variables count
     */
    static Stage set(int port, int consolePort, Map<String, String> environment) {
        Settings settings = settings();
        LogSetup.apply(settings.log(), ProxyConfig.defaults().service());
        EmbeddedStore store = EmbeddedStore.start();
        EmbeddedDatabase database = EmbeddedDatabase.start(BINARIES);
        Telemetry telemetry =
                Telemetry.start(settings, environment, ProxyConfig.defaults().service());
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        ProxyConfig config = config(store.endpoint(), port, consolePort, settings);
        Proxy proxy = join(Proxy.start(config, new Platform(vertx, telemetry, environment)));
        try (S3Client s3 = access(store.endpoint(), store).client()) {
            s3.createBucket(request -> request.bucket(S3Access.BUCKET));
        }
        Company company = Company.open(
                access(URI.create("http://127.0.0.1:" + proxy.port()), store),
                database,
                telemetry,
                vertx,
                environment);
        return new Stage(store, database, telemetry, vertx, proxy, company);
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

    @Override
    public void close() {
        company.close();
        join(proxy.drain().otherwiseEmpty());
        join(vertx.close());
        telemetry.close();
        store.close();
        database.close();
        LogSetup.stop();
    }
}
