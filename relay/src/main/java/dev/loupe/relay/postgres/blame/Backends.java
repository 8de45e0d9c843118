package dev.loupe.relay.postgres.blame;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The backends of one database server whose sessions pass through this process's relay. Thread-safe. */
public final class Backends {
    private final ConcurrentMap<Integer, Backend> byProcessId = new ConcurrentHashMap<>();

    /** None yet. */
    public Backends() {}

    /** A session's backend has told who it is. One with the same process id, which must be over, is replaced. */
    public void add(Backend backend) {
        byProcessId.put(backend.processId(), backend);
    }

    /** The session is over. */
    public void remove(Backend backend) {
        byProcessId.remove(backend.processId(), backend);
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
