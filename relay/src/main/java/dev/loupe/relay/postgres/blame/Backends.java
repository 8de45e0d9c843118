package dev.loupe.relay.postgres.blame;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** The backends of one database server whose sessions pass through this process's relay. Thread-safe. */
public final class Backends {
    private static final int MOST_GONE = 1_000;

    private final ConcurrentMap<Integer, Backend> byProcessId = new ConcurrentHashMap<>();
    private final Map<Integer, Long> goneAt = new Bounded<>(MOST_GONE);
    private final LongSupplier nanos;

    /** None yet. */
    public Backends() {
        this(System::nanoTime);
    }

    /** @param nanos {@link System#nanoTime}, except in tests */
    Backends(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A session's backend has told who it is. One with the same process id, which must be over, is replaced. */
    public void add(Backend backend) {
        byProcessId.put(backend.processId(), backend);
    }

    /** The session is over. */
    public void remove(Backend backend) {
        if (byProcessId.remove(backend.processId(), backend)) {
            synchronized (goneAt) {
                goneAt.remove(backend.processId());
                goneAt.put(backend.processId(), nanos.getAsLong());
            }
        }
    }

    /**
     * Whether its session passed through here, and was over only after that moment: a process that was seen before then was
     * that session's, though nobody knows any more what it did.
     *
     * @param since by {@link System#nanoTime}
     */
    boolean hasGoneSince(int processId, long since) {
        synchronized (goneAt) {
            Long at = goneAt.get(processId);
            return at != null && at - since >= 0;
        }
    }

    /** That backend, if its session passes through here. */
    public Optional<Backend> find(int processId) {
        return Optional.ofNullable(byProcessId.get(processId));
    }

    /** All of them, as they are now. */
    public Collection<Backend> all() {
        return byProcessId.values();
    }
}
