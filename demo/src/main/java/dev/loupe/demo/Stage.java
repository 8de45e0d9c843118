package dev.loupe.demo;

import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.launch.Platform;
import dev.loupe.demo.store.S3Access;
import dev.loupe.demo.store.EmbeddedStore;
import dev.loupe.proxy.Proxy;
import dev.loupe.proxy.ProxyConfig;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.log.LogSetup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The store, and the proxy in front of it, in this process. */
final class Stage implements AutoCloseable {
    private static final int TRACES = 2_000;
    private static final long PATIENCE_SECONDS = 30;

    private final EmbeddedStore store;
    private final Telemetry telemetry;
    private final Vertx vertx;
    private final Proxy proxy;

    private Stage(EmbeddedStore store, Telemetry telemetry, Vertx vertx, Proxy proxy) {
        this.store = store;
        this.telemetry = telemetry;
        this.vertx = vertx;
        this.proxy = proxy;
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
        Telemetry telemetry =
                Telemetry.start(settings, environment, ProxyConfig.defaults().service());
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        ProxyConfig config = config(store.endpoint(), port, consolePort, settings);
        Proxy proxy = join(Proxy.start(config, new Platform(vertx, telemetry, environment)));
        return new Stage(store, telemetry, vertx, proxy);
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
        ProxyConfig.Listen listen = shipped.listen();
        ProxyConfig.Upstream upstream = shipped.upstream();
        return new ProxyConfig(
                shipped.service(),
                shipped.threads(),
                shipped.drain(),
                shipped.memory(),
                new ProxyConfig.Listen(
                        listen.host(),
                        port,
                        listen.tls(),
                        listen.maxConnections(),
                        listen.maxHeaderSize(),
                        listen.maxTargetSize(),
                        listen.keepAlive(),
                        listen.headerTimeout(),
                        listen.idleTimeout(),
                        listen.halfClose()),
                new ProxyConfig.Upstream(
                        store,
                        upstream.tls(),
                        upstream.connectTimeout(),
                        upstream.responseTimeout(),
                        upstream.idleTimeout(),
                        upstream.keepAlive(),
                        upstream.maxConnections(),
                        upstream.maxWaiting(),
                        upstream.resolveInterval()),
                shipped.s3(),
                settings,
                new ConsoleSettings(true, "127.0.0.1", consolePort, Optional.empty(), false, Optional.empty()));
    }

    /** How customers reach the store: through the proxy. */
    S3Access access() {
        return new S3Access(URI.create("http://127.0.0.1:" + proxy.port()), store.accessKey(), store.secretKey());
    }

    EmbeddedStore store() {
        return store;
    }

    Proxy proxy() {
        return proxy;
    }

    /** What was seen so far, oldest first. */
    List<Seen> seen() {
        return telemetry.recentTraces().newestFirst().stream()
                .flatMap(trace -> trace.spans().stream())
                .sorted(java.util.Comparator.comparingLong(span -> span.getStartEpochNanos()))
                .map(Seen::of)
                .toList();
    }

    @Override
    public void close() {
        join(proxy.drain().otherwiseEmpty());
        join(vertx.close());
        telemetry.close();
        store.close();
        LogSetup.stop();
    }
}
