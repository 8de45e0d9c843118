package dev.loupe.relay.amqp.monitor;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.metrics.Reported;
import io.opentelemetry.api.common.Attributes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one broker, over its management API and over one small connection of its own. Never waits for the broker, nor fails
 * because of it: while that is down, there are no figures. Thread-safe.
 */
public final class BrokerMonitor {
    static final String MANAGEMENT = "the management API";
    static final String AMQP = "the connection";
    static final String QUEUES = "queues";

    private static final Logger LOG = LoggerFactory.getLogger(BrokerMonitor.class);

    private final Vertx vertx;
    private final MonitorVerticle verticle;
    private final Grievances grievances;
    private final Future<String> deployed;

    private BrokerMonitor(Vertx vertx, BrokerMonitorSettings settings, Telemetry telemetry, String brokerName) {
        this.vertx = vertx;
        grievances = new Grievances(LOG, brokerName, System::nanoTime);
        BrokerMetrics metrics =
                new BrokerMetrics(new Reported(telemetry.meter(), Attributes.of(Names.BROKER, brokerName)));
        verticle = new MonitorVerticle(settings, brokerName, grievances, metrics);
        deployed = vertx.deployVerticle(verticle);
    }

    /**
     * Starts to watch; returns at once.
     *
     * @param brokerName from the configuration: a label of metrics
     */
    public static BrokerMonitor start(
            Vertx vertx, BrokerMonitorSettings settings, Telemetry telemetry, String brokerName) {
        return new BrokerMonitor(vertx, settings, telemetry, brokerName);
    }

    /** What is known now. */
    public BrokerFigures figures() {
        List<String> missing = grievances.open();
        Optional<BrokerLook> last = verticle.last();
        if (last.isEmpty()) {
            return missing.isEmpty()
                    ? BrokerFigures.NONE
                    : new BrokerFigures(String.join("; ", missing), false, "", List.of(), false, List.of());
        }
        BrokerLook look = last.get();
        long seconds = Duration.ofNanos(System.nanoTime() - look.atNanos()).toSeconds();
        String state = "asked " + seconds + " s ago" + (missing.isEmpty() ? "" : "; " + String.join("; ", missing));
        long now = System.currentTimeMillis() / 1_000;
        return new BrokerFigures(
                state,
                true,
                look.management().map(ManagementLook::version).orElse(""),
                List.copyOf(look.alarms()),
                !look.alarms().isEmpty(),
                look.queues().stream()
                        .sorted(Comparator.comparingLong(QueueFacts::depth)
                                .reversed()
                                .thenComparing(QueueFacts::name))
                        .map(queue -> shown(queue, look, now))
                        .toList());
    }

    private static BrokerFigures.Queue shown(QueueFacts queue, BrokerLook look, long epochSeconds) {
        return new BrokerFigures.Queue(
                queue.name(),
                queue.ready(),
                queue.unacknowledged(),
                queue.consumers(),
                queue.utilisation(),
                queue.publishRate(),
                queue.ackRate(),
                BrokerMetrics.age(queue, epochSeconds),
                look.deadLetters().contains(queue.name()),
                queue.type(),
                queue.leader());
    }

    /** Stops to watch and closes the connections. */
    public Future<Void> close() {
        return deployed.transform(started ->
                        started.succeeded() ? vertx.undeploy(started.result()) : Future.<Void>succeededFuture())
                .otherwiseEmpty();
    }
}
