package dev.loupe.assembly;

import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.assembly.config.Database;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.relay.postgres.monitor.PostgresMonitor;
import dev.loupe.relay.postgres.plan.SlowStatementListener;
import dev.loupe.relay.postgres.session.DatabasePath;
import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The databases of one service: what is seen of each on its path, and what its monitor says. */
final class Databases {
    private final List<Watched> all = new ArrayList<>();

    /**
     * One of them.
     *
     * @param monitor empty if nobody asks the database itself
     */
    record Watched(Database database, DatabasePath path, Optional<PostgresMonitor> monitor) {}

    /** What the paths to databases share with the service's other paths. */
    record Service(
            Vertx vertx,
            Telemetry telemetry,
            ServiceRequests requests,
            JourneyListener journeys,
            LongSupplier epochNanos) {}

    /** Starts the monitors, which do not wait for their databases. */
    static Databases of(AdapterConfig config, Service service) {
        Databases databases = new Databases();
        config.postgres().forEach(database -> databases.add(config.service(), database, service));
        return databases;
    }

    private void add(String serviceName, Database database, Service service) {
        Backends backends = new Backends();
        Optional<PostgresMonitor> monitor = database.monitored()
                .map(settings -> PostgresMonitor.start(
                        service.vertx(), settings, backends, service.telemetry(), database.name()));
        DatabasePath path = new DatabasePath(
                database.observed(),
                serviceName,
                service.telemetry(),
                service.requests(),
                service.journeys(),
                backends,
                monitor.map(PostgresMonitor::slowStatements).orElse(SlowStatementListener.NONE),
                System::nanoTime,
                service.epochNanos());
        all.add(new Watched(database, path, monitor));
    }

    List<Watched> all() {
        return all;
    }

    /** Ends the monitors. */
    Future<Void> close() {
        List<Future<Void>> closing = new ArrayList<>();
        all.forEach(watched -> watched.monitor().ifPresent(monitor -> closing.add(monitor.close())));
        return Future.join(closing).mapEmpty();
    }
}
