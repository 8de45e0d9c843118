package dev.loupe.relay.postgres.monitor;

import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.relay.postgres.blame.WaitSeen;
import dev.loupe.relay.postgres.plan.SlowStatementListener;
import dev.loupe.relay.postgres.plan.StatementPlan;
import dev.loupe.relay.postgres.plan.StatementPlans;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.metrics.Reported;
import io.opentelemetry.api.common.Attributes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one database over one small connection of its own. Never waits for the database, nor fails because of it: while that
 * is down, there are no figures. Thread-safe.
 */
public final class PostgresMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresMonitor.class);
    private static final String PURPOSE = "blame";

    private final Vertx vertx;
    private final MonitorVerticle verticle;
    private final Future<String> deployed;
    private final Reported instruments;
    private final Grievances grievances;
    private final ExchangeTraffic traffic;
    private final Optional<BlameLoop> blame;
    private final Optional<StatementPlans> plans;

    private PostgresMonitor(
            Vertx vertx, MonitorSettings settings, Backends backends, Telemetry telemetry, String databaseName) {
        this.vertx = vertx;
        instruments = new Reported(telemetry.meter(), Attributes.of(Names.DATABASE, databaseName));
        grievances = new Grievances(LOG, databaseName);
        traffic = new ExchangeTraffic(instruments, grievances);
        blame = settings.blame()
                .map(wanted -> new BlameLoop(wanted, backends, telemetry.seal(PURPOSE), traffic, databaseName));
        plans = settings.plans().map(wanted -> new StatementPlans(wanted.every(), System::nanoTime));
        verticle = new MonitorVerticle(
                settings,
                databaseName,
                LOG,
                instruments,
                grievances,
                blame,
                plans.map(wanted -> new PlanLoop(wanted, settings.timeout(), instruments)));
        deployed = vertx.deployVerticle(verticle);
    }

    /**
     * Starts to watch; returns at once.
     *
     * @param backends whose statements are to be told what they wait for
     * @param databaseName from the configuration: a label of metrics
     */
    public static PostgresMonitor start(
            Vertx vertx, MonitorSettings settings, Backends backends, Telemetry telemetry, String databaseName) {
        return new PostgresMonitor(vertx, settings, backends, telemetry, databaseName);
    }

    /** How the monitor itself is. */
    public MonitorState state() {
        return new MonitorState(verticle.isConnected(), verticle.serverVersion(), traffic.isOpen(), grievances.open());
    }

    /** The database's figures, as they were when it was last looked at; without those that are not known. */
    public List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        instruments.read((metric, of, value) -> readings.add(new Reading(metric, of, value)));
        return readings;
    }

    /** Waits of relayed statements that last, longest first, then the newest that are over; 100 at most. */
    public List<WaitSeen> lockWaits() {
        return blame.map(BlameLoop::waits).orElse(List.of());
    }

    /** Wants to know of slow statements, if plans are asked for. */
    public SlowStatementListener slowStatements() {
        return plans.<SlowStatementListener>map(wanted -> wanted).orElse(SlowStatementListener.NONE);
    }

    /** The newest plan of each fingerprint, newest first; 200 at most. */
    public List<StatementPlan> plans() {
        return plans.map(StatementPlans::newestFirst).orElse(List.of());
    }

    /** Stops to watch and closes the connection. */
    public Future<Void> close() {
        return deployed.transform(started ->
                        started.succeeded() ? vertx.undeploy(started.result()) : Future.<Void>succeededFuture())
                .otherwiseEmpty();
    }
}
