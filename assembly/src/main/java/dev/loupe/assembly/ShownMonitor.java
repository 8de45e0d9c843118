package dev.loupe.assembly;

import dev.loupe.console.web.Databases.Monitor;
import dev.loupe.relay.postgres.monitor.MonitorState;
import dev.loupe.relay.postgres.monitor.PostgresMonitor;
import dev.loupe.relay.postgres.monitor.Reading;
import dev.loupe.telemetry.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a database's monitor sees, as the console shows it. */
final class ShownMonitor {
    private ShownMonitor() {}

    static Monitor of(PostgresMonitor monitor) {
        MonitorState state = monitor.state();
        List<Reading> readings = monitor.readings();
        return new Monitor(
                state.connected(),
                state.serverVersion(),
                state.missing(),
                byLabel(readings, Names.METRIC_DB_CONNECTIONS),
                single(readings, Names.METRIC_DB_LONGEST_TRANSACTION),
                whole(single(readings, Names.METRIC_DB_LOCK_WAITS)),
                single(readings, Names.METRIC_DB_CACHE_HIT_RATIO),
                whole(single(readings, Names.METRIC_DB_DEADLOCKS)),
                single(readings, Names.METRIC_DB_REPLICATION_LAG),
                byLabel(readings, Names.METRIC_DB_DEAD_TUPLES));
    }

    private static Map<String, Long> byLabel(List<Reading> readings, String metric) {
        Map<String, Long> values = new LinkedHashMap<>();
        readings.stream()
                .filter(reading -> reading.metric().equals(metric))
                .sorted((one, other) -> one.of().compareTo(other.of()))
                .forEach(reading -> values.put(reading.of(), Math.round(reading.value())));
        return values;
    }

    private static OptionalDouble single(List<Reading> readings, String metric) {
        return readings.stream()
                .filter(reading -> reading.metric().equals(metric))
                .mapToDouble(Reading::value)
                .findFirst();
    }

    private static OptionalLong whole(OptionalDouble value) {
        return value.isPresent() ? OptionalLong.of(Math.round(value.getAsDouble())) : OptionalLong.empty();
    }
}
