package dev.loupe.relay.postgres.blame;

import dev.loupe.relay.postgres.blame.Parties.Party;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Keeps account of the waits of our statements: each look at the server's activity is told to the statements that wait and to the
 * transactions that make them wait. Touched on one thread, but for {@link #waits}.
 */
public final class BlameBook {
    private static final int MOST_TRACKED = 1_000;
    private static final int MOST_SHOWN = 100;
    private static final String TUPLE = "tuple";
    private static final String TRANSACTION = "transactionid";

    private final Backends backends;
    private final Parties parties;
    private final Peers peers;
    private final DatabaseClock clock;
    private final Map<String, TrackedWait> tracked = new HashMap<>();
    private final Map<Integer, Free> free = new HashMap<>();
    private final Deque<WaitSeen> recent = new ArrayDeque<>();
    private volatile List<WaitSeen> shown = List.of();

    /** A statement that was looked at and did not wait. */
    private record Free(long sinceNanos, long atNanos) {}

    /** @param database as the configuration names it */
    BlameBook(String database, Backends backends, Peers peers, DatabaseClock clock) {
        this.backends = backends;
        this.peers = peers;
        this.clock = clock;
        this.parties = new Parties(database, backends, peers);
    }

    /** Alone on its database. */
    public BlameBook(String database, Backends backends, DatabaseClock clock) {
        this(database, backends, Peers.NONE, clock);
    }

    /** With the monitors of other processes. */
    public BlameBook(String database, Backends backends, Exchange exchange, DatabaseClock clock) {
        this(database, backends, (Peers) exchange, clock);
    }

    /** The server was looked at. The same look may be told again, when more is known of those in it. */
    public void look(Activity activity) {
        Set<String> lasting = new HashSet<>();
        for (ServerProcess process : activity.processes().values()) {
            Optional<RunningStatement> statement =
                    process.waiting().flatMap(waiting -> parties.running(process.id(), activity));
            if (statement.isPresent()) {
                TrackedWait wait = tracked(process, statement.get(), activity);
                if (wait != null) {
                    lasting.add(wait.id());
                    update(wait, process.waiting().get(), activity);
                }
            }
        }
        end(lasting, activity);
        noteFree(activity);
        show(activity.afterNanos());
    }

    /** Whether any of our statements was seen to wait at the last look. */
    public boolean anyWaits() {
        return !tracked.isEmpty();
    }

    /** The server is not looked at any more, so nothing that waits is seen to end. */
    public void blind() {
        tracked.clear();
        free.clear();
        shown = List.of();
    }

    /** Waits that last, longest first, then those that are over, newest first; 100 at most. Thread-safe. */
    public List<WaitSeen> waits() {
        return shown;
    }

    private TrackedWait tracked(ServerProcess process, RunningStatement statement, Activity activity) {
        ServerProcess.Waiting waiting = process.waiting().get();
        String id = process.id() + "." + Integer.toHexString(System.identityHashCode(statement.waits())) + "."
                + waiting.lockId().hashCode() + "." + waiting.sinceMicros().orElse(0);
        TrackedWait known = tracked.get(id);
        if (known != null) {
            return known.statement().waits() == statement.waits() ? known : null;
        }
        if (tracked.size() >= MOST_TRACKED) {
            return null;
        }
        TrackedWait begun =
                new TrackedWait(id, process.id(), statement, waiting.lock(), since(process, statement, activity));
        tracked.put(id, begun);
        return begun;
    }

    private long since(ServerProcess process, RunningStatement statement, Activity activity) {
        OptionalLong told = process.waiting().get().sinceMicros();
        if (told.isPresent() && clock.isRead()) {
            return within(statement.sinceNanos(), clock.nanos(told.getAsLong()), activity.atNanos());
        }
        Free before = free.get(process.id());
        if (before != null && before.sinceNanos() == statement.sinceNanos()) {
            return before.atNanos() + (activity.atNanos() - before.atNanos()) / 2;
        }
        // It waited at the very first look, so it has hardly done anything else.
        return statement.sinceNanos();
    }

    private static long within(long least, long value, long most) {
        return value - least < 0 ? least : value - most > 0 ? most : value;
    }

    private void update(TrackedWait wait, ServerProcess.Waiting waiting, Activity activity) {
        boolean first = wait.isNew();
        long causedSince = first ? wait.sinceNanos() : activity.atNanos();
        Set<Integer> holders = holders(waiting, activity);
        Set<Integer> inTheWay = new LinkedHashSet<>(holders);
        inTheWay.addAll(waiting.blockers());
        inTheWay.remove(wait.waiter());
        for (int id : inTheWay) {
            ServerProcess blocker = activity.process(id);
            Optional<Party> party = parties.party(blocker, activity);
            party.ifPresent(found -> wait.blockedBy(found.blocker()));
            if (holders.contains(id)) {
                party.flatMap(Party::caused).ifPresent(causes -> wait.causedBy(id, causes, causedSince));
            }
            if (activity.peers() && isStranger(blocker, activity)) {
                ask(
                        blocker,
                        activity,
                        holders.contains(id) ? Optional.of(asWaiter(wait, causedSince)) : Optional.empty());
            }
        }
        wait.causedOnlyBy(holders, activity.atNanos());
        WaitChain chain = WaitChain.from(wait.waiter(), activity);
        if (activity.peers()) {
            chain.steps().stream()
                    .map(step -> activity.process(step.blocker()))
                    .filter(process -> isStranger(process, activity))
                    .filter(process -> !inTheWay.contains(process.id()))
                    .forEach(process -> ask(process, activity, Optional.empty()));
        }
        wait.seen(activity.atNanos(), chain.words(parties, activity), chain.cycle());
        wait.statement().waits().seen(wait.id(), wait.told(OptionalLong.empty()));
    }

    /**
     * Who is to blame. Whoever waits for a tuple's lock stands behind others in the queue for a row; they wait themselves, for
     * the transaction that has changed the row.
     */
    private static Set<Integer> holders(ServerProcess.Waiting waiting, Activity activity) {
        Set<Integer> holders = new LinkedHashSet<>();
        if (waiting.lock().type().equals(TUPLE)) {
            for (int before : waiting.blockers()) {
                activity.process(before)
                        .waiting()
                        .filter(further -> further.lock().type().equals(TRANSACTION))
                        .ifPresent(further -> holders.addAll(further.blockers()));
            }
        }
        return holders.isEmpty() ? waiting.blockers() : holders;
    }

    private boolean isStranger(ServerProcess process, Activity activity) {
        return process.kind() == ServerProcess.Kind.CLIENT
                && backends.find(process.id()).isEmpty()
                && !backends.hasGoneSince(process.id(), activity.beforeNanos());
    }

    private void ask(ServerProcess process, Activity activity, Optional<Peers.Waiter> waiter) {
        peers.ask(new Peers.Question(process, activity.beforeNanos(), waiter));
    }

    private static Peers.Waiter asWaiter(TrackedWait wait, long sinceNanos) {
        boolean traced = wait.statement().span().isValid();
        return new Peers.Waiter(wait.id(), traced ? wait.statement().span().getTraceId() : "", sinceNanos);
    }

    private void end(Set<String> lasting, Activity activity) {
        tracked.values().removeIf(wait -> {
            if (lasting.contains(wait.id())) {
                return false;
            }
            long until = wait.endedBefore(activity.atNanos());
            wait.over(until);
            peers.released(wait.id(), until);
            boolean goesOn = backends.find(wait.waiter())
                    .flatMap(Backend::running)
                    .filter(statement -> statement.waits() == wait.statement().waits())
                    .isPresent();
            if (goesOn) {
                wait.statement().waits().seen(wait.id(), wait.told(OptionalLong.of(until)));
            }
            recent.addFirst(wait.seen(OptionalLong.of(until), System.nanoTime(), Instant.now()));
            if (recent.size() > MOST_SHOWN) {
                recent.removeLast();
            }
            return true;
        });
    }

    private void noteFree(Activity activity) {
        free.clear();
        for (Backend backend : backends.all()) {
            OptionalLong since = backend.runningSince();
            boolean looked = since.isPresent()
                    && since.getAsLong() - activity.beforeNanos() < 0
                    && activity.process(backend.processId()).waiting().isEmpty();
            if (looked) {
                free.put(backend.processId(), new Free(since.getAsLong(), activity.atNanos()));
            }
        }
    }

    private void show(long nowNanos) {
        if (tracked.isEmpty() && recent.isEmpty()) {
            return;
        }
        Instant now = Instant.now();
        List<WaitSeen> all = new ArrayList<>();
        tracked.values().stream()
                .map(wait -> wait.seen(OptionalLong.empty(), nowNanos, now))
                .sorted(Comparator.comparing(WaitSeen::waited).reversed())
                .forEach(all::add);
        all.addAll(recent);
        shown = List.copyOf(all.subList(0, Math.min(MOST_SHOWN, all.size())));
    }
}
