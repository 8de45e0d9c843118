package dev.loupe.relay.postgres.monitor;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.metrics.Reported;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Dead tuples of the tables that are written most. */
final class TablesFigure implements Figure {
    private static final int BUSIEST = 10;

    /** More are reported together, so that a service that makes tables does not make labels. */
    private static final int MOST_LABELS = 50;

    private static final String OTHER = "_other";

    private final Reported.Values dead;
    private final Set<String> labels = new HashSet<>();

    TablesFigure(Reported instruments) {
        dead = instruments.longs(
                Names.METRIC_DB_DEAD_TUPLES, "{tuple}", "Dead tuples of the tables that are written most");
    }

    @Override
    public String name() {
        return "dead tuples";
    }

    @Override
    public Optional<String> question(ServerFacts server) {
        return Optional.of(
                "SELECT CASE WHEN schemaname = 'public' THEN relname::text ELSE schemaname || '.' || relname END AS"
                        + " name, n_dead_tup AS dead FROM pg_stat_user_tables WHERE schemaname NOT LIKE 'pg\\_%' ORDER BY"
                        + " n_tup_ins + n_tup_upd + n_tup_del DESC, 1 LIMIT " + BUSIEST);
    }

    @Override
    public void answer(RowSet<Row> rows) {
        Map<String, Long> byTable = new LinkedHashMap<>();
        for (Row row : rows) {
            byTable.merge(label(row.getString("name")), row.getLong("dead"), Long::sum);
        }
        dead.set(Names.TABLE, byTable);
    }

    private String label(String table) {
        if (labels.size() < MOST_LABELS) {
            labels.add(table);
        }
        return labels.contains(table) ? table : OTHER;
    }

    @Override
    public void unknown() {
        dead.unknown();
    }
}
