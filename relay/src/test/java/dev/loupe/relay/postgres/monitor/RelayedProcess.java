package dev.loupe.relay.postgres.monitor;

import static org.awaitility.Awaitility.await;

import dev.loupe.relay.correlation.CorrelationSettings;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.fixture.PostgresServer;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.relay.postgres.PostgresRelay;
import dev.loupe.relay.postgres.PostgresRelaySettings;
import dev.loupe.relay.postgres.PostgresRelaySettings.Encryption;
import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.relay.postgres.session.DatabasePath;
import dev.loupe.relay.postgres.session.DatabaseSettings;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A whole process: relay, observer and monitor of one database. */
final class RelayedProcess implements AutoCloseable {
    private static final AtomicInteger SESSIONS = new AtomicInteger();

    private final Vertx vertx = Vertx.vertx();
    private final Telemetry telemetry;
    private final PostgresMonitor monitor;
    private final PostgresRelay relay;

    RelayedProcess(PostgresServer server, String service) throws Exception {
        Settings defaults = Settings.defaults();
        telemetry = Telemetry.start(
                new Settings(
                        new Settings.Keep(
                                Settings.Policy.ALL,
                                1,
                                Duration.ofDays(1),
                                Map.of(),
                                false,
                                100_000,
                                Duration.ofMinutes(1),
                                1_000),
                        defaults.export(),
                        new Settings.Recent(10_000, 200),
                        defaults.log(),
                        defaults.metrics(),
                        Watcher.SHARED),
                Map.of(),
                service);
        Backends backends = new Backends();
        monitor = PostgresMonitor.start(vertx, Watcher.settings(server, "postgres"), backends, telemetry, "shop-db");
        DatabasePath path = new DatabasePath(
                DatabaseSettings.of("shop-db", "127.0.0.1", server.port()),
                service,
                telemetry,
                new ServiceRequests(CorrelationSettings.defaults(), System::nanoTime),
                JourneyListener.NONE,
                backends,
                monitor.slowStatements(),
                System::nanoTime,
                () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
        relay = done(PostgresRelay.start(
                vertx,
                new PostgresRelaySettings(
                        new PostgresRelaySettings.Listen(
                                "127.0.0.1",
                                OptionalInt.of(0),
                                Optional.empty(),
                                Optional.empty(),
                                Encryption.RELAY,
                                1_000,
                                Duration.ofMinutes(1),
                                Duration.ZERO),
                        new PostgresRelaySettings.Upstream(
                                "127.0.0.1",
                                server.port(),
                                Optional.empty(),
                                UpstreamTls.off(),
                                PostgresRelaySettings.TlsNegotiation.POSTGRES,
                                Duration.ofSeconds(10)),
                        ""),
                path,
                1));
        await().atMost(Duration.ofSeconds(30)).until(() -> monitor.state().exchange());
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** A session through the relay. */
    Session session() throws SQLException {
        return new Session(DriverManager.getConnection(PostgresServer.url(relay.port())), SESSIONS.incrementAndGet());
    }

    /** Waits for a span that is like that. */
    SpanData span(Predicate<SpanData> like) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> spans().stream().filter(like).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** Of a statement that holds this in its text. */
    SpanData statement(String text) {
        return span(span -> {
            String query = span.getAttributes().get(Names.DB_QUERY_TEXT);
            return query != null && query.contains(text);
        });
    }

    List<SpanData> spans() {
        return telemetry.recentTraces().newestFirst().stream()
                .flatMap(trace -> trace.spans().stream())
                .toList();
    }

    /** Sum of a histogram, over all labels. */
    double sum(String histogram) {
        return new String(telemetry.prometheus("").body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(histogram + "_sum"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    PostgresMonitor monitor() {
        return monitor;
    }

    @Override
    public void close() throws Exception {
        done(relay.drain(Duration.ofSeconds(1)));
        done(monitor.close());
        done(vertx.close());
        telemetry.close();
    }
}
