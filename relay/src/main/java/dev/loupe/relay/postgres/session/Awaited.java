package dev.loupe.relay.postgres.session;

import java.util.List;

/** What a client has sent and the server has yet to answer, in the order in which it will. */
sealed interface Awaited {
    /** A pipeline's end. */
    enum Syncing implements Awaited {
        /** The only one. */
        INSTANCE
    }

    /** A Parse. */
    record Parsing(Prepared prepared) implements Awaited {}

    /** A Bind. */
    record Binding(Portal portal) implements Awaited {}

    /**
     * A Describe.
     *
     * @param prepared null if a portal is described, or it is not known
     * @param run of the portal; null if there is none
     */
    record Describing(Prepared prepared, StatementRun run) implements Awaited {}

    /**
     * An Execute.
     *
     * @param run null if there is no statement in it
     */
    record Executing(StatementRun run) implements Awaited {}

    /**
     * A Close.
     *
     * @param portal null if a prepared statement is closed, or it is not known
     */
    record Closing(Portal portal) implements Awaited {}

    /** A simple query, whose statements are answered one by one. */
    final class Querying implements Awaited {
        private final List<StatementRun> runs;
        private int next;

        /** @param runs none if there is no statement in it */
        Querying(List<StatementRun> runs) {
            this.runs = runs;
        }

        List<StatementRun> runs() {
            return runs;
        }

        /** The one that is answered now; null if all are. */
        StatementRun current() {
            return next < runs.size() ? runs.get(next) : null;
        }

        /** How many are answered. */
        int next() {
            return next;
        }

        void advance() {
            next++;
        }
    }

    /** A function call. */
    record Calling(StatementRun run) implements Awaited {}
}
