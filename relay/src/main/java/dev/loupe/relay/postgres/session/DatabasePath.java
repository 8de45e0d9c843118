package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.relay.postgres.PostgresPath;
import dev.loupe.relay.postgres.SessionObserver;
import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.relay.postgres.plan.SlowStatementListener;
import dev.loupe.relay.postgres.protocol.SqlText;
import dev.loupe.relay.postgres.statement.ParsedStatement;
import dev.loupe.relay.postgres.statement.Statements;
import dev.loupe.relay.trace.Ending;
import dev.loupe.relay.trace.TroubleLog;
import dev.loupe.telemetry.Telemetry;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The path between a wrapped service and one of its databases: each statement is a CLIENT span of the service, below the
 * request that it is run for. Thread-safe.
 */
public final class DatabasePath implements PostgresPath {
    private final Database database;
    private final TroubleLog trouble;

    /**
     * A path.
     *
     * @param service its {@code service.name}: spans are made on its behalf
     * @param requests the service's requests in flight, shared with its paths of other protocols
     * @param journeys is told of statements that concern orders
     * @param backends is told of each session, so that a monitor can find it
     * @param slow is told of slow statements
     * @param nanos {@link System#nanoTime}, or as monotonic
     * @param epochNanos nanoseconds since 1970
     */
    public DatabasePath(
            DatabaseSettings settings,
            String service,
            Telemetry telemetry,
            ServiceRequests requests,
            JourneyListener journeys,
            Backends backends,
            SlowStatementListener slow,
            LongSupplier nanos,
            LongSupplier epochNanos) {
        this(
                settings,
                service,
                telemetry,
                requests,
                new Telling.Listeners(
                        journeys, slow, new TroubleLog("dev.loupe.postgres", new Ending("server"), nanos)),
                backends,
                new Database.Clocks(nanos, epochNanos),
                new Statements(settings.statements())::of);
    }

    /** @param texts tells the statements of a text */
    DatabasePath(
            DatabaseSettings settings,
            String service,
            Telemetry telemetry,
            ServiceRequests requests,
            Telling.Listeners listeners,
            Backends backends,
            Database.Clocks clocks,
            Function<SqlText, List<ParsedStatement>> texts) {
        trouble = listeners.trouble();
        Places places = new Places(telemetry.tracer(service), settings.name());
        DatabaseMetrics metrics = new DatabaseMetrics(telemetry.meter(), settings.name());
        Telling telling = new Telling(
                settings, telemetry, places, metrics, new SlowLog(settings.name(), clocks.nanos()), listeners);
        database = new Database(
                settings,
                new Database.Meaning(texts, new StatementKeys(telemetry.pseudonyms())),
                new Judge(requests, settings.background()),
                places,
                telling,
                metrics,
                backends,
                clocks);
        DatabaseMetrics.held(telemetry.meter(), settings.name(), database.sessions());
    }

    /** Which statements took most time, for the console. */
    public SlowStatements statements() {
        return database.figures();
    }

    @Override
    public SessionObserver begin() {
        return new Session(database);
    }

    @Override
    public void refused(Refusal refusal) {
        database.metrics().refused(refusal);
    }

    @Override
    public void lost(Throwable why) {
        database.metrics().lost();
        trouble.lost(why);
    }
}
