package dev.loupe.relay.postgres.monitor;

import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.PostgresServer;
import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that relays sessions and watches their database. */
final class Watcher implements AutoCloseable {
    static final Settings.Privacy SHARED = new Settings.Privacy(
            Map.of("1", "a key that all the processes have"), Optional.empty(), Optional.empty(), List.of());

    private final PostgresServer server;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final Telemetry telemetry;
    private final Backends backends = new Backends();
    private final PostgresMonitor monitor;
    private final List<Client> clients = new ArrayList<>();

    private Watcher(PostgresServer server, MonitorSettings settings, Settings.Privacy privacy) {
        this.server = server;
        Settings defaults = Settings.defaults();
        telemetry = Telemetry.start(
                new Settings(
                        defaults.keep(),
                        defaults.export(),
                        defaults.recent(),
                        defaults.log(),
                        defaults.metrics(),
                        privacy),
                Map.of(),
                "shop-adapter");
        monitor = PostgresMonitor.start(vertx, settings, backends, telemetry, "shop-db");
    }

    static Watcher of(PostgresServer server) {
        return of(server, settings(server, "postgres"), SHARED);
    }

    static Watcher of(PostgresServer server, MonitorSettings settings, Settings.Privacy privacy) {
        return new Watcher(server, settings, privacy);
    }

    static MonitorSettings settings(PostgresServer server, String role) {
        return settings(server.port(), role);
    }

    static MonitorSettings settings(int port, String role) {
        return new MonitorSettings(
                new MonitorSettings.Server("127.0.0.1", port, role, "", "postgres"),
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                Optional.of(new MonitorSettings.Blame()),
                Optional.of(new MonitorSettings.Plans()));
    }

    Watcher connected() {
        await().atMost(Duration.ofSeconds(30)).until(() -> monitor.state().connected());
        return this;
    }

    Watcher listening() {
        await().atMost(Duration.ofSeconds(30)).until(() -> monitor.state().exchange());
        return this;
    }

    /** A session through this process. */
    Client client() throws SQLException {
        Client client = Client.through(backends, server.connect());
        clients.add(client);
        return client;
    }

    /** A session past every process. */
    Client stranger(String applicationName) throws SQLException {
        Connection connection =
                DriverManager.getConnection(PostgresServer.url(server.port()) + "&ApplicationName=" + applicationName);
        Client client = Client.stranger(connection);
        clients.add(client);
        return client;
    }

    PostgresMonitor monitor() {
        return monitor;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    /** Lines of the Prometheus exposition that begin so. */
    List<String> metric(String name) {
        return new String(telemetry.prometheus("").body(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(name))
                .toList();
    }

    @Override
    public void close() throws Exception {
        for (Client client : clients) {
            client.close();
        }
        monitor.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        telemetry.close();
    }
}
