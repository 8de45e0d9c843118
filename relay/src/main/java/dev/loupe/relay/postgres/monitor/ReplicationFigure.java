package dev.loupe.relay.postgres.monitor;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.metrics.Reported;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;

/** How far standbys are behind this server, or this one behind its own. Nothing where nobody replays anything. */
final class ReplicationFigure implements Figure {
    /** The delay of an idle standby is null: it is not behind. */
    private static final String OF_PRIMARY =
            "SELECT max(coalesce(extract(epoch FROM replay_lag), 0))::float8 AS seconds,"
                    + " max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn))::float8 AS bytes FROM pg_stat_replication";

    /** A standby that has replayed all that it received is not behind, however old the last transaction is. */
    private static final String OF_STANDBY =
            "SELECT CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0 ELSE extract(epoch FROM"
                    + " clock_timestamp() - pg_last_xact_replay_timestamp()) END::float8 AS seconds,"
                    + " pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())::float8 AS bytes";

    private final Reported.Values seconds;
    private final Reported.Values bytes;

    ReplicationFigure(Reported instruments) {
        seconds = instruments.doubles(
                Names.METRIC_DB_REPLICATION_LAG, "s", "How far the slowest standby, or this one, is behind");
        bytes = instruments.longs(
                Names.METRIC_DB_REPLICATION_LAG_BYTES,
                "By",
                "Write-ahead log that the slowest standby, or this one, has not replayed");
    }

    @Override
    public String name() {
        return "replication";
    }

    @Override
    public Optional<String> question(ServerFacts server) {
        return Optional.of(server.standby() ? OF_STANDBY : OF_PRIMARY);
    }

    @Override
    public void answer(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        report(seconds, row.getDouble("seconds"));
        report(bytes, row.getDouble("bytes"));
    }

    private static void report(Reported.Values values, Double value) {
        if (value == null) {
            values.unknown();
        } else {
            values.set(Math.max(0, value));
        }
    }

    @Override
    public void unknown() {
        seconds.unknown();
        bytes.unknown();
    }
}
