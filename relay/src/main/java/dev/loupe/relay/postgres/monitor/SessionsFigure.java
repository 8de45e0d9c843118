package dev.loupe.relay.postgres.monitor;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.metrics.Reported;
import io.opentelemetry.api.common.Attributes;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections by state, the oldest transaction, who waits for a lock. */
final class SessionsFigure implements Figure {
    private static final String QUESTION = "SELECT coalesce(state, 'unknown') AS state, count(*) AS connections,"
            + " max(extract(epoch FROM clock_timestamp() - xact_start))::float8 AS oldest,"
            + " count(*) FILTER (WHERE wait_event_type = 'Lock') AS waiting"
            + " FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            + " AND coalesce(backend_type, 'client backend') = 'client backend' GROUP BY 1";
    private static final String ACTIVE = "active";
    private static final List<String> USUAL =
            List.of(ACTIVE, "idle", "idle in transaction", "idle in transaction (aborted)");

    private final Reported.Values active;
    private final Reported.Values connections;
    private final Reported.Values oldest;
    private final Reported.Values waiting;
    private boolean seesAll;

    SessionsFigure(Reported instruments) {
        active = instruments.longs(
                Names.METRIC_DB_CONNECTIONS_ACTIVE,
                "{connection}",
                Names.DB_CONNECTIONS_ACTIVE_DESCRIPTION,
                Attributes.of(Names.SEEN_BY, "server"));
        connections = instruments.longs(
                Names.METRIC_DB_CONNECTIONS, "{connection}", "Connections of clients to the database, by state");
        oldest = instruments.doubles(Names.METRIC_DB_LONGEST_TRANSACTION, "s", "Age of the oldest transaction");
        waiting =
                instruments.longs(Names.METRIC_DB_LOCK_WAITS, "{backend}", "Backends that wait for a heavyweight lock");
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public Optional<String> question(ServerFacts server) {
        seesAll = server.seesAll();
        return Optional.of(QUESTION);
    }

    @Override
    public void answer(RowSet<Row> rows) {
        Map<String, Long> byState = new LinkedHashMap<>();
        if (seesAll) {
            USUAL.forEach(state -> byState.put(label(state), 0L));
        }
        double age = 0;
        long waits = 0;
        for (Row row : rows) {
            byState.put(label(row.getString("state")), row.getLong("connections"));
            Double oldestOfState = row.getDouble("oldest");
            age = Math.max(age, oldestOfState == null ? 0 : oldestOfState);
            waits += row.getLong("waiting");
        }
        connections.set(Names.STATE, byState);
        if (seesAll) {
            active.set(byState.getOrDefault(ACTIVE, 0L));
            oldest.set(age);
            waiting.set(waits);
        } else {
            active.unknown();
            oldest.unknown();
            waiting.unknown();
        }
    }

    /** There are six states (PostgreSQL manual, pg_stat_activity), so this is a closed set. */
    private static String label(String state) {
        return state.replace(' ', '_').replaceAll("[^a-z_]", "");
    }

    @Override
    public void unknown() {
        active.unknown();
        connections.unknown();
        oldest.unknown();
        waiting.unknown();
    }
}
