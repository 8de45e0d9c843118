package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.relay.postgres.PostgresPath;
import dev.loupe.relay.postgres.SessionObserver;
import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.relay.postgres.plan.SlowStatementListener;
import dev.loupe.telemetry.Telemetry;
import java.util.function.LongSupplier;

/**
 * The path between a wrapped service and one of its databases: each statement is a CLIENT span of the service, below the
 * request that it is run for. Thread-safe.
 */
public final class DatabasePath implements PostgresPath {
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
            LongSupplier epochNanos) {}

    /** Which statements took most time, for the console. */
    public SlowStatements statements() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SessionObserver begin() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void refused(Refusal refusal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void lost(Throwable why) {
        throw new UnsupportedOperationException();
    }
}
