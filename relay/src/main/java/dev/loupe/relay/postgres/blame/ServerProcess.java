package dev.loupe.relay.postgres.blame;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A server process that waits for a lock or is waited for, as the server sees it.
 *
 * @param id that clients know: of a parallel worker, its leader's; 0 for a prepared transaction
 * @param kind what it is
 * @param state as {@code pg_stat_activity.state}; empty if it may not be seen
 * @param applicationName printable, cut; empty if it has none or may not be seen
 * @param transactionMicros when its transaction began, by the server's clock since 1970; empty if it has none, or may not be seen
 * @param waiting for what; empty if it does not wait
 */
public record ServerProcess(
        int id,
        Kind kind,
        String state,
        String applicationName,
        OptionalLong transactionMicros,
        Optional<Waiting> waiting) {
    /** What a server process is. */
    public enum Kind {
        /** A backend, which serves a client. */
        CLIENT("a session"),
        /** An autovacuum worker. */
        AUTOVACUUM("autovacuum"),
        /** A transaction that was prepared, and has no process. */
        PREPARED("a prepared transaction"),
        /** Anything else. */
        OTHER("a process of the server");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** In words. */
        public String text() {
            return text;
        }
    }

    /**
     * What it waits for.
     *
     * @param lock as it is told
     * @param lockId names the one lock among all of the server
     * @param sinceMicros by the server's clock since 1970; empty before PostgreSQL 14
     * @param blockers ids of those who hold it, or are before it in the queue
     */
    public record Waiting(LockWait.Lock lock, String lockId, OptionalLong sinceMicros, Set<Integer> blockers) {
        /** Copies the ids. */
        public Waiting {
            blockers = Set.copyOf(blockers);
        }
    }

    /** A transaction that survived its session. */
    static ServerProcess prepared() {
        return new ServerProcess(0, Kind.PREPARED, "prepared", "", OptionalLong.empty(), Optional.empty());
    }

    /** One of which only the id is known. */
    static ServerProcess unknown(int id) {
        return new ServerProcess(id, Kind.OTHER, "", "", OptionalLong.empty(), Optional.empty());
    }
}
