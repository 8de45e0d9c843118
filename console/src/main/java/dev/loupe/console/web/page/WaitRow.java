package dev.loupe.console.web.page;

import dev.loupe.console.web.Databases.Database;
import dev.loupe.console.web.Databases.LockWait;
import dev.loupe.console.web.Databases.Party;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who waits for a lock, as a line of a table.
 *
 * @param waiterHref page of the waiter's trace; empty if it is nowhere
 * @param blockers who is in the way
 */
record WaitRow(String database, LockWait seen, Optional<String> waiterHref, List<Blocker> blockers) {
    /** Those that last, the longest first; then those that are over, the newest first. */
    static final Comparator<WaitRow> MOST_URGENT_FIRST = Comparator.comparing((WaitRow row) -> row.seen.over())
            .thenComparing((one, other) -> one.seen.over()
                    ? Long.compare(other.endedAt(), one.endedAt())
                    : Long.compare(other.seen.waitedNanos(), one.seen.waitedNanos()));

    /**
     * Who is in the way.
     *
     * @param href page of the trace; empty if it is nowhere
     */
    record Blocker(Party party, Optional<String> href) {
        String name() {
            return LockWords.who(party.summary(), party.application());
        }
    }

    static List<WaitRow> of(Database database, TraceLinks links) {
        return database.waits().stream()
                .map(wait -> new WaitRow(
                        database.name(),
                        wait,
                        links.anywhere(wait.waiter().traceId()),
                        wait.blockers().stream()
                                .map(party -> new Blocker(party, links.anywhere(party.traceId())))
                                .toList()))
                .toList();
    }

    private long endedAt() {
        return seen.since() + seen.waitedNanos();
    }

    String waiter() {
        return LockWords.who(seen.waiter().summary(), seen.waiter().application());
    }

    String thing() {
        return LockWords.thing(seen.type(), seen.relation());
    }
}
