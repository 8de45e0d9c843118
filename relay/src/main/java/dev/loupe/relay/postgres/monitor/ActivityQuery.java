package dev.loupe.relay.postgres.monitor;

import dev.loupe.relay.postgres.blame.Activity;
import dev.loupe.relay.postgres.blame.DatabaseClock;
import dev.loupe.relay.postgres.blame.LockWait;
import dev.loupe.relay.postgres.blame.ServerProcess;
import dev.loupe.relay.postgres.blame.ServerProcess.Kind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The one question of who waits for whom, and how its answer is read. {@code pg_blocking_pids} takes the lock manager's own locks
 * exclusively for a moment (PostgreSQL manual, system information functions), so it is called for those only that wait, and
 * {@code pg_locks} is read only if anybody does.
 */
final class ActivityQuery {
    private static final int MOST_WAITING = 200;
    private static final int LONGEST_NAME = 64;

    /** Held for a moment by whoever works in the same place, and not until a transaction's end: nobody is to blame. */
    private static final Set<String> NOBODYS = Set.of("extend", "page", "spectoken", "frozenid");

    private ActivityQuery() {}

    static String sql(ServerFacts server) {
        // Without the right to see what others do, who waits is known from pg_locks only, which costs more.
        String waiting = server.seesAll()
                ? "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' LIMIT " + MOST_WAITING
                : "SELECT DISTINCT pid FROM pg_locks WHERE NOT granted LIMIT " + MOST_WAITING;
        String leader = server.isAtLeast(13) ? "coalesce(a.leader_pid, a.pid)" : "a.pid";
        String since = server.isAtLeast(14) ? micros("l.waitstart") : "NULL::bigint";
        return "WITH waiting AS MATERIALIZED (SELECT pid, pg_blocking_pids(pid) AS blockers FROM (" + waiting + ") w),"
                + " involved AS MATERIALIZED (SELECT pid FROM waiting UNION SELECT unnest(blockers) FROM waiting),"
                + " locks AS MATERIALIZED (SELECT * FROM pg_locks WHERE (SELECT count(*) FROM waiting) > 0"
                + " AND pid IN (SELECT pid FROM waiting) AND (NOT granted OR locktype = 'tuple')),"
                + " here AS (SELECT oid FROM pg_database WHERE datname = current_database())"
                + " SELECT " + micros("t.now") + " AS now, t.peers, " + leader + " AS id, a.backend_type, a.state,"
                + " a.application_name, " + micros("a.xact_start") + " AS transaction, w.blockers, l.locktype, l.mode, "
                + since + " AS since, concat_ws(':', l.locktype, l.database, l.relation, l.page, l.tuple, l.virtualxid,"
                + " l.transactionid, l.classid, l.objid, l.objsubid) AS lock_id,"
                + " CASE WHEN n.nspname = 'public' THEN c.relname::text ELSE n.nspname || '.' || c.relname END AS relation"
                + " FROM (SELECT clock_timestamp() AS now, (SELECT count(*) FROM pg_stat_activity WHERE datname ="
                + " current_database() AND application_name LIKE 'loupe-monitor%' AND pid <> pg_backend_pid()) AS peers) t"
                + " LEFT JOIN (involved i JOIN pg_stat_activity a ON a.pid = i.pid"
                + " LEFT JOIN waiting w ON w.pid = i.pid"
                + " LEFT JOIN locks l ON l.pid = w.pid AND NOT l.granted"
                + " LEFT JOIN LATERAL (SELECT k.database, k.relation FROM locks k WHERE k.pid = w.pid AND k.granted"
                + " AND l.locktype = 'transactionid' LIMIT 1) k ON true"
                + " LEFT JOIN pg_class c ON c.oid = coalesce(l.relation, k.relation)"
                + " AND coalesce(l.database, k.database) IN (0, (SELECT oid FROM here))"
                + " LEFT JOIN pg_namespace n ON n.oid = c.relnamespace) ON true";
    }

    private static String micros(String timestamp) {
        return "(extract(epoch FROM " + timestamp + ") * 1000000)::bigint";
    }

    /** Reads the answer, and the server's clock on the way. */
    static Activity read(RowSet<Row> rows, long beforeNanos, long afterNanos, DatabaseClock clock) {
        Map<Integer, ServerProcess> processes = new HashMap<>();
        boolean peers = false;
        for (Row row : rows) {
            clock.read(beforeNanos, afterNanos, row.getLong("now"));
            peers |= row.getLong("peers") > 0;
            if (row.getInteger("id") != null) {
                ServerProcess process = process(row);
                // A parallel worker may be the one that waits: whoever of its group waits is the one to show.
                processes.merge(
                        process.id(), process, (one, other) -> one.waiting().isPresent() ? one : other);
            }
        }
        return new Activity(beforeNanos, afterNanos, processes, peers);
    }

    private static ServerProcess process(Row row) {
        return new ServerProcess(
                row.getInteger("id"),
                kind(row.getString("backend_type")),
                text(row.getString("state")),
                name(text(row.getString("application_name"))),
                number(row.getLong("transaction")),
                waiting(row));
    }

    private static Optional<ServerProcess.Waiting> waiting(Row row) {
        String type = row.getString("locktype");
        Integer[] blockers = row.getArrayOfIntegers("blockers");
        if (type == null || blockers == null || blockers.length == 0 || NOBODYS.contains(type)) {
            return Optional.empty();
        }
        Set<Integer> ids = new HashSet<>();
        for (Integer blocker : blockers) {
            ids.add(blocker);
        }
        LockWait.Lock lock = new LockWait.Lock(type, row.getString("mode"), text(row.getString("relation")));
        return Optional.of(
                new ServerProcess.Waiting(lock, row.getString("lock_id"), number(row.getLong("since")), ids));
    }

    private static Kind kind(String backendType) {
        if (backendType == null || backendType.equals("client backend") || backendType.equals("parallel worker")) {
            return Kind.CLIENT;
        }
        return backendType.startsWith("autovacuum") ? Kind.AUTOVACUUM : Kind.OTHER;
    }

    /** The session chose it, so it could be anything. */
    private static String name(String applicationName) {
        String printable = applicationName.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > LONGEST_NAME ? printable.substring(0, LONGEST_NAME) : printable;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static OptionalLong number(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
