package dev.loupe.relay.postgres.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a client has asked for and the server has yet to answer, in order, and which statement the server is at. Bounded. */
final class Pipeline {
    /** A client that reads nothing fills both sockets long before it has sent so many. */
    private static final int MOST = 65_536;

    private final ArrayDeque<Awaited> queue = new ArrayDeque<>();
    private final Stalls stalls;
    private final BackendView view;
    private StatementRun current;

    Pipeline(Stalls stalls, BackendView view) {
        this.stalls = stalls;
        this.view = view;
    }

    boolean isFull() {
        return queue.size() >= MOST;
    }

    void add(Awaited awaited) {
        queue.add(awaited);
    }

    /** What the server answers now; null if it has been asked for nothing. */
    Awaited head() {
        return queue.peek();
    }

    void pop() {
        queue.remove();
    }

    /** Takes out all that the server does not look at after an error. */
    List<Awaited> takeUntilSync() {
        List<Awaited> taken = new ArrayList<>();
        while (!queue.isEmpty() && queue.peek() != Awaited.Syncing.INSTANCE) {
            taken.add(queue.remove());
        }
        return taken;
    }

    /** Takes the Syncs out that the server does not heed, since it copies data in. */
    void dropSyncs() {
        queue.removeIf(awaited -> awaited == Awaited.Syncing.INSTANCE);
    }

    // --- which statement the server is at

    /** The client has asked for a statement, or for the next portion of it. */
    void asks(StatementRun run, long now) {
        run.times().asked(now);
        if (current == null || current.known().kind().instant()) {
            isAt(run, now);
        }
    }

    private void isAt(StatementRun run, long now) {
        current = run;
        if (run != null) {
            run.taken(now, stalls.until(now));
        }
        view.runs(run);
    }

    /** The server has nothing more to do for a statement, for now. */
    void done(StatementRun run, long now) {
        if (run == current) {
            isAt(next(), now);
        }
    }

    /** The first that the server has yet to answer; one that takes no time only if there is no other. */
    private StatementRun next() {
        StatementRun instant = null;
        for (Awaited awaited : queue) {
            StatementRun first = first(awaited);
            if (first != null && !first.known().kind().instant()) {
                return first;
            }
            instant = instant == null ? first : instant;
        }
        return instant;
    }

    private StatementRun first(Awaited awaited) {
        if (awaited instanceof Awaited.Executing executing) {
            return isAhead(executing.run()) ? executing.run() : null;
        }
        if (awaited instanceof Awaited.Querying query) {
            StatementRun instant = null;
            for (int i = query.next(); i < query.runs().size(); i++) {
                StatementRun run = query.runs().get(i);
                if (isAhead(run) && !run.known().kind().instant()) {
                    return run;
                }
                instant = instant == null && isAhead(run) ? run : instant;
            }
            return instant;
        }
        return awaited instanceof Awaited.Calling call && isAhead(call.run()) ? call.run() : null;
    }

    private boolean isAhead(StatementRun run) {
        return run != null && run != current && !run.isOver();
    }

    /** The first statement that is asked for and not over; null for none. */
    StatementRun firstPending() {
        for (Awaited awaited : queue) {
            for (StatementRun run : runsOf(awaited)) {
                if (!run.isOver()) {
                    return run;
                }
            }
        }
        return null;
    }

    /** All statements that are asked for and not over, in order. */
    List<StatementRun> pending() {
        Set<StatementRun> pending = new LinkedHashSet<>();
        for (Awaited awaited : queue) {
            for (StatementRun run : runsOf(awaited)) {
                if (!run.isOver()) {
                    pending.add(run);
                }
            }
        }
        return List.copyOf(pending);
    }

    /** The statements that would be run by it. */
    static List<StatementRun> runsOf(Awaited awaited) {
        if (awaited instanceof Awaited.Executing executing) {
            return executing.run() == null ? List.of() : List.of(executing.run());
        }
        if (awaited instanceof Awaited.Querying query) {
            return query.runs();
        }
        return awaited instanceof Awaited.Calling call ? List.of(call.run()) : List.of();
    }

    /** Nothing is awaited any longer. */
    void clear() {
        queue.clear();
        current = null;
        view.runs(null);
    }
}
