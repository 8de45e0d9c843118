package dev.loupe.console.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Databases and what is asked of them, for the pages on databases and locks. Whoever relays to databases gives it to the
 * console; every value is a snapshot without any literal, moments are nanoseconds since 1970. Thread-safe; must not block.
 */
public interface Databases {
    /** Every database that there is, in the order of the configuration. */
    List<Database> all();

    /**
     * What is known of a database.
     *
     * @param name from the configuration
     * @param server where it is, such as {@code db:5432}
     * @param monitor empty if nobody watches it
     * @param statements those that took most time
     * @param waits for its locks: those that last, and the newest that are over
     * @param plans newest first
     */
    record Database(
            String name,
            String server,
            Optional<Monitor> monitor,
            List<Statement> statements,
            List<LockWait> waits,
            List<Plan> plans) {}

    /**
     * All runs of one statement.
     *
     * @param fingerprint the same for each text that differs in literals only
     * @param summary such as {@code SELECT orders}
     * @param text sanitised
     * @param rows returned or touched
     * @param traceId of a trace in which it ran; empty for none
     */
    record Statement(
            String fingerprint,
            String summary,
            String text,
            long calls,
            long errors,
            long totalNanos,
            long maxNanos,
            long rows,
            long lockWaitNanos,
            String traceId) {
        /** Of one run, on average; 0 if there was none. */
        public long meanNanos() {
            return calls == 0 ? 0 : totalNanos / calls;
        }
    }

    /**
     * Somebody waited for a lock.
     *
     * @param since when it began
     * @param waitedNanos how long it has lasted, or lasted
     * @param over whether it is over
     * @param waiter who waits
     * @param type what kind of thing the lock is on, as {@code pg_locks.locktype}
     * @param mode such as {@code ShareLock}
     * @param relation the table; empty if it is not known
     * @param blockers who is in the way
     * @param chain whom those wait for, in words; empty if for nobody
     * @param cycle whether the chain comes back to the waiter
     */
    record LockWait(
            long since,
            long waitedNanos,
            boolean over,
            Party waiter,
            String type,
            String mode,
            String relation,
            List<Party> blockers,
            List<String> chain,
            boolean cycle) {}

    /**
     * Who takes part in a wait.
     *
     * @param summary of the statement; empty if it does not pass through here
     * @param traceId empty if there is none
     * @param state as {@code pg_stat_activity.state}; empty if it is not known
     * @param application name of a session that passes through no relay; empty otherwise
     */
    record Party(String summary, String traceId, String state, String application) {}

    /**
     * What the server would do for a statement.
     *
     * @param at when it was asked
     * @param text of the plan; empty if there is none
     * @param leftOut why there is none; empty if there is one
     */
    record Plan(String fingerprint, String summary, long at, String text, String leftOut) {}

    /**
     * What the monitor sees. What is empty is not known.
     *
     * @param connected whether the database answers it
     * @param version of the server
     * @param missing what it may not see, and which grant would let it
     * @param connections of clients, by state
     * @param longestTransactionSeconds age of the oldest one
     * @param waiting how many backends wait for a lock
     * @param cacheHitRatio from 0 to 1
     * @param deadlocks since the server's statistics began
     * @param replicationLagSeconds of the slowest standby
     * @param deadTuples by table
     */
    record Monitor(
            boolean connected,
            String version,
            List<String> missing,
            Map<String, Long> connections,
            OptionalDouble longestTransactionSeconds,
            OptionalLong waiting,
            OptionalDouble cacheHitRatio,
            OptionalLong deadlocks,
            OptionalDouble replicationLagSeconds,
            Map<String, Long> deadTuples) {}
}
