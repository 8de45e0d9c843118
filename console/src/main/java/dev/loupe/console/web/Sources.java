package dev.loupe.console.web;

import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.Telemetry.Exposition;
import dev.loupe.telemetry.live.LiveOperations;
import dev.loupe.telemetry.recent.RecentTraces;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the console's figures come from; all of it is called from any thread.
 *
 * @param live what is in flight, and rolling figures
 * @param traces kept traces of the last while
 * @param metrics the Prometheus exposition for an {@code Accept} header, which may be empty
 * @param journeys empty where nobody follows orders: there is no page on them then
 * @param databases empty where no database is relayed to: there are no pages on them then
 * @param brokers empty where no broker is relayed to: there are no pages on queues and messages then
 */
public record Sources(
        LiveOperations live,
        RecentTraces traces,
        Function<String, Exposition> metrics,
        Optional<Journeys> journeys,
        Optional<Databases> databases,
        Optional<Brokers> brokers) {
    /** Those of a process's pipeline. */
    public static Sources of(Telemetry telemetry) {
        return new Sources(
                telemetry.live(),
                telemetry.recentTraces(),
                telemetry::prometheus,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, with pages on orders. */
    public Sources with(Journeys shown) {
        return new Sources(live, traces, metrics, Optional.of(shown), databases, brokers);
    }

    /** The same, with pages on databases and their locks. */
    public Sources with(Databases shown) {
        return new Sources(live, traces, metrics, journeys, Optional.of(shown), brokers);
    }

    /** The same, with pages on queues and messages. */
    public Sources with(Brokers shown) {
        return new Sources(live, traces, metrics, journeys, databases, Optional.of(shown));
    }
}
