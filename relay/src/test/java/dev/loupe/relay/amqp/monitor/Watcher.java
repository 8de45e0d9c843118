package dev.loupe.relay.amqp.monitor;

import static org.awaitility.Awaitility.await;

import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import dev.loupe.relay.amqp.monitor.BrokerMonitorSettings.Broker;
import dev.loupe.relay.amqp.monitor.BrokerMonitorSettings.Management;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that watches a broker. */
final class Watcher implements AutoCloseable {
    static final String USER = "watchman";
    static final String PASSWORD = "s3cret-word";

    private final Vertx vertx = Vertx.vertx();
    private final Telemetry telemetry = Telemetry.start(Settings.defaults(), Map.of(), "crm-adapter");
    private final BrokerMonitor monitor;

    Watcher(BrokerMonitorSettings settings) {
        monitor = BrokerMonitor.start(vertx, settings, telemetry, "rabbitmq");
    }

    /** A user with the monitoring tag, and without any right in the virtual host but to enter it. */
    static void makeUser(EmbeddedRabbitMq broker, String virtualHost) {
        broker.management().makeUser(USER, PASSWORD, "monitoring", virtualHost, "^$", "^$");
    }

    static BrokerMonitorSettings settings(
            int port, String virtualHost, String password, Optional<Integer> managementPort, String... queues) {
        return new BrokerMonitorSettings(
                new Broker("127.0.0.1", port, UpstreamTls.off(), USER, password, virtualHost),
                Duration.ofMillis(300),
                Duration.ofSeconds(3),
                List.of(queues),
                List.of("*.poisoned"),
                managementPort.map(api ->
                        new Management(URI.create("http://127.0.0.1:" + api), USER, password, Optional.empty())));
    }

    /** Over both ways. */
    static Watcher of(EmbeddedRabbitMq broker, String virtualHost, String... queues) {
        return new Watcher(
                settings(broker.port(), virtualHost, PASSWORD, Optional.of(broker.managementPort()), queues));
    }

    /** Over AMQP alone. */
    static Watcher byDeclares(EmbeddedRabbitMq broker, String virtualHost, String... queues) {
        return new Watcher(settings(broker.port(), virtualHost, PASSWORD, Optional.empty(), queues));
    }

    Watcher answered() {
        await().atMost(Duration.ofSeconds(60)).until(() -> monitor.figures().answers());
        return this;
    }

    BrokerFigures figures() {
        return monitor.figures();
    }

    Optional<BrokerFigures.Queue> queue(String name) {
        return monitor.figures().queues().stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst();
    }

    BrokerMonitor monitor() {
        return monitor;
    }

    /** Lines of the Prometheus exposition that begin so. */
    List<String> metric(String name) {
        return new String(telemetry.prometheus("").body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line ->
                        line.replaceAll(",?otel_scope_[a-z_]+=\"[^\"]*\"", "").replace("{,", "{"))
                .toList();
    }

    /** The value of a metric of a queue; empty if it is not reported. */
    Optional<Double> metric(String name, String queue) {
        return metric(name + "{").stream()
                .filter(line -> line.contains("queue=\"" + queue + "\""))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst();
    }

    @Override
    public void close() throws Exception {
        monitor.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        telemetry.close();
    }
}
