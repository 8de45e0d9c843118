package dev.loupe.relay.postgres.monitor;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.metrics.Reported;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;

/** How often shared buffers had what was wanted, and how many deadlocks there were. */
final class BlocksFigure implements Figure {
    private final Reported.Values ratio;
    private final Reported.Values deadlocks;
    private long hitBefore = -1;
    private long readBefore;

    BlocksFigure(Reported instruments) {
        ratio = instruments.doubles(
                Names.METRIC_DB_CACHE_HIT_RATIO,
                "1",
                "Blocks found in shared buffers, of all that were wanted since the look before");
        deadlocks = instruments.counter(Names.METRIC_DB_DEADLOCKS, "", "Deadlocks, as the server counts them");
    }

    @Override
    public String name() {
        return "blocks and deadlocks";
    }

    @Override
    public Optional<String> question(ServerFacts server) {
        return Optional.of(
                "SELECT blks_hit, blks_read, deadlocks FROM pg_stat_database WHERE datname = current_database()");
    }

    @Override
    public void answer(RowSet<Row> rows) {
        for (Row row : rows) {
            deadlocks.set(row.getLong("deadlocks"));
            hits(row.getLong("blks_hit"), row.getLong("blks_read"));
        }
    }

    /** The server's counts begin anew when somebody resets them. */
    private void hits(long hit, long read) {
        boolean anew = hitBefore < 0 || hit < hitBefore || read < readBefore;
        double hits = anew ? hit : hit - hitBefore;
        double all = hits + (anew ? read : read - readBefore);
        hitBefore = hit;
        readBefore = read;
        if (all > 0) {
            ratio.set(hits / all);
        }
    }

    @Override
    public void unknown() {
        hitBefore = -1;
        ratio.unknown();
        deadlocks.unknown();
    }
}
