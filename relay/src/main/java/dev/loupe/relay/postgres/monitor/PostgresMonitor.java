package dev.loupe.relay.postgres.monitor;

import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.relay.postgres.blame.WaitSeen;
import dev.loupe.relay.postgres.plan.SlowStatementListener;
import dev.loupe.relay.postgres.plan.StatementPlan;
import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * Watches one database over one small connection of its own. Never waits for the database, nor fails because of it: while that
 * is down, there are no figures. Thread-safe.
 */
public final class PostgresMonitor {
    private PostgresMonitor() {}

    /**
     * Starts to watch; returns at once.
     *
     * @param backends whose statements are to be told what they wait for
     * @param databaseName from the configuration: a label of metrics
     */
    public static PostgresMonitor start(
            Vertx vertx, MonitorSettings settings, Backends backends, Telemetry telemetry, String databaseName) {
        return new PostgresMonitor();
    }

    /** How the monitor itself is. */
    public MonitorState state() {
        return new MonitorState(false, "", false, List.of());
    }

    /** Waits of relayed statements that last, longest first, then the newest that are over; 100 at most. */
    public List<WaitSeen> lockWaits() {
        return List.of();
    }

    /** Wants to know of slow statements, if plans are asked for. */
    public SlowStatementListener slowStatements() {
        return SlowStatementListener.NONE;
    }

    /** The newest plan of each fingerprint, newest first; 200 at most. */
    public List<StatementPlan> plans() {
        return List.of();
    }

    /** Stops to watch and closes the connection. */
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
