package dev.loupe.relay.postgres.monitor;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.metrics.Reported;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;

/**
 * What the extension {@code pg_stat_statements} has added up, if it is there. Figures only: its texts hold literals of utility
 * statements, passwords among them.
 */
final class StatementsFigure implements Figure {
    /**
     * Where it is, and how its column is called: {@code total_time} until version 1.8 of the extension, which may be older than
     * the server.
     */
    static final String WHERE = "SELECT quote_ident(n.nspname) || '.pg_stat_statements' AS place,"
            + " (SELECT quote_ident(a.attname) FROM pg_attribute a WHERE a.attrelid = c.oid"
            + " AND a.attname IN ('total_exec_time', 'total_time')) AS spent"
            + " FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
            + " JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'pg_stat_statements'"
            + " WHERE e.extname = 'pg_stat_statements'";

    private final Reported.Values calls;
    private final Reported.Values spent;
    private Optional<String> question = Optional.empty();

    StatementsFigure(Reported instruments) {
        calls = instruments.counter(
                Names.METRIC_DB_STATEMENTS, "", "Statements that were executed, as pg_stat_statements counts them");
        spent = instruments.seconds(
                Names.METRIC_DB_STATEMENTS_TIME, "What statements took to execute, as pg_stat_statements adds it up");
    }

    /** @param rows the answer to {@link #WHERE} */
    void found(RowSet<Row> rows) {
        question = Optional.empty();
        for (Row row : rows) {
            String column = row.getString("spent");
            if (column != null) {
                question = Optional.of("SELECT sum(calls)::bigint AS calls, (sum(" + column
                        + ") / 1000)::float8 AS seconds FROM " + row.getString("place")
                        + " WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())");
            }
        }
    }

    @Override
    public String name() {
        return "pg_stat_statements";
    }

    @Override
    public Optional<String> question(ServerFacts server) {
        return question;
    }

    @Override
    public void answer(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        if (row.getLong("calls") != null) {
            calls.set(row.getLong("calls"));
            spent.set(row.getDouble("seconds"));
        }
    }

    @Override
    public void unknown() {
        calls.unknown();
        spent.unknown();
    }
}
