package dev.loupe.assembly;

import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.assembly.config.Broker;
import dev.loupe.relay.amqp.fate.Fates;
import dev.loupe.relay.amqp.message.BrokerPath;
import dev.loupe.relay.amqp.monitor.BrokerMonitor;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The brokers of one service: what is seen of each on its path, what becomes of messages, and what its monitor says. */
final class Brokers {
    private final List<Watched> all = new ArrayList<>();

    /**
     * One of them.
     *
     * @param monitor empty if nobody asks the broker itself
     */
    record Watched(Broker broker, BrokerPath path, Fates fates, Optional<BrokerMonitor> monitor) {}

    /** What the paths to brokers share with the service's other paths. */
    record Service(
            Vertx vertx,
            Telemetry telemetry,
            ServiceRequests requests,
            JourneyListener journeys,
            LongSupplier epochNanos) {}

    /** Starts the monitors, which do not wait for their brokers. */
    static Brokers of(AdapterConfig config, Service service) {
        Brokers brokers = new Brokers();
        config.rabbitmq().forEach(broker -> brokers.add(config, broker, service));
        return brokers;
    }

    private void add(AdapterConfig config, Broker broker, Service service) {
        Fates fates = new Fates(broker.fates(), broker.name(), service.telemetry(), System::nanoTime);
        BrokerPath path = new BrokerPath(
                broker.observed(config.kinds()),
                config.service(),
                service.telemetry(),
                service.requests(),
                service.journeys(),
                fates,
                System::nanoTime,
                service.epochNanos());
        Optional<BrokerMonitor> monitor = broker.monitored()
                .map(settings -> BrokerMonitor.start(service.vertx(), settings, service.telemetry(), broker.name()));
        all.add(new Watched(broker, path, fates, monitor));
    }

    List<Watched> all() {
        return all;
    }

    /** Ends the monitors, and nothing more becomes late or stuck. */
    Future<Void> close() {
        List<Future<Void>> closing = new ArrayList<>();
        all.forEach(watched -> {
            watched.fates().close();
            watched.monitor().ifPresent(monitor -> closing.add(monitor.close()));
        });
        return Future.join(closing).mapEmpty();
    }
}
