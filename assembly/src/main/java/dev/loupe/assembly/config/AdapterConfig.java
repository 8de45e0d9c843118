package dev.loupe.assembly.config;

import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.config.DataSize;
import dev.loupe.relay.correlation.CorrelationSettings;
import dev.loupe.relay.journey.JourneySettings;
import dev.loupe.relay.service.ServiceSettings;
import dev.loupe.telemetry.InvalidSetting;
import dev.loupe.telemetry.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of an adapter, which stands around one service; component names are the keys of the YAML file, which
 * {@code docs/configuration.md} explains.
 *
 * @param service {@code service.name} of the spans: the service on whose behalf the adapter speaks
 * @param threads event loops; 0 for as many as the machine has cores
 * @param drain how long requests in flight may go on after {@code SIGTERM}
 * @param memory how much traffic may be held, over all listeners, for sides that do not take it
 * @param hold how long a call's head may wait for a business key in its body
 * @param tunnelIdle how long neither side of a tunnel may say anything
 * @param kinds of business keys that are declared
 * @param inbound the path in front of the service
 * @param outbound one path for each server that the service calls
 * @param forward the service's forward proxy
 * @param s3 one path for each S3 store that the service uses
 * @param postgres one path for each PostgreSQL database that the service uses
 * @param rabbitmq one path for each RabbitMQ that the service uses
 * @param stages when an order enters which stage, in the order in which it should pass through them
 * @param price what a price calculation is
 * @param correlation limits of the correlation
 * @param journeys limits of the journeys
 * @param telemetry traces, metrics and logs
 * @param console health, metrics and the pages
 */
public record AdapterConfig(
        String service,
        int threads,
        Duration drain,
        DataSize memory,
        Duration hold,
        Duration tunnelIdle,
        List<String> kinds,
        Inbound inbound,
        List<Outbound> outbound,
        Optional<Forward> forward,
        List<S3Store> s3,
        List<Database> postgres,
        List<Broker> rabbitmq,
        List<StageItem> stages,
        Optional<Price> price,
        CorrelationSettings correlation,
        JourneySettings journeys,
        Settings telemetry,
        ConsoleSettings console) {
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(1);
    private static final Duration LONGEST_TUNNEL_IDLE = Duration.ofDays(365);

    /**
     * Checks ranges, and that what refers to each other fits.
     *
     * @throws InvalidSetting naming the component at fault
     */
    public AdapterConfig {
        if (service.isBlank()) {
            throw new InvalidSetting("service", "the name of the service that the spans are about");
        }
        InvalidSetting.unlessWithin("threads", threads, 0, 256);
        Range.check("drain", drain, Duration.ZERO, Range.HOUR);
        Range.check("memory", memory, DataSize.ofKibibytes(1_024), DataSize.ofKibibytes(16L * 1_024 * 1_024));
        Range.check("hold", hold, Duration.ZERO, LONGEST_HOLD);
        Range.check("tunnelIdle", tunnelIdle, Range.MILLISECOND, LONGEST_TUNNEL_IDLE);
        new ServiceSettings(Set.copyOf(kinds));
        Listeners.check(inbound, outbound, forward, s3, postgres, rabbitmq, console);
        DeclaredKinds.check(kinds, inbound, outbound, forward, s3);
        DeclaredKinds.check(kinds, postgres);
        DeclaredKinds.checkMessages(kinds, rabbitmq);
        for (int i = 0; i < postgres.size(); i++) {
            postgres.get(i).check("postgres[" + i + "]");
        }
        for (int i = 0; i < rabbitmq.size(); i++) {
            rabbitmq.get(i).check("rabbitmq[" + i + "]");
        }
        if (!stages.isEmpty() && !kinds.contains(journeys.kind())) {
            throw new InvalidSetting(
                    "kinds", "names with " + journeys.kind() + " among them, the journeys.kind that stages are about");
        }
        Reachable reachable = Reachable.of(inbound, outbound, forward, postgres, rabbitmq);
        reachable.check(stages);
        price.ifPresent(reachable::check);
    }

    /**
     * Around a service on this machine, for this machine only, selective, exporting nowhere.
     *
     * @param service its name
     * @param port where callers connect
     * @param upstream the service itself
     * @param consolePort of the console
     */
    public static AdapterConfig defaults(String service, int port, URI upstream, int consolePort) {
        return new AdapterConfig(
                service,
                0,
                Duration.ofSeconds(20),
                DataSize.ofKibibytes(64 * 1_024),
                Duration.ofMillis(100),
                Duration.ofHours(1),
                List.of("order", "customer", "operator"),
                Inbound.defaults(port, upstream),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                CorrelationSettings.defaults(),
                JourneySettings.defaults(),
                Settings.defaults(),
                new ConsoleSettings(true, "127.0.0.1", consolePort, Optional.empty(), false, Optional.empty()));
    }

    /** The same with another path in front of the service. */
    public AdapterConfig with(Inbound changed) {
        return new AdapterConfig(
                service,
                threads,
                drain,
                memory,
                hold,
                tunnelIdle,
                kinds,
                changed,
                outbound,
                forward,
                s3,
                postgres,
                rabbitmq,
                stages,
                price,
                correlation,
                journeys,
                telemetry,
                console);
    }
}
