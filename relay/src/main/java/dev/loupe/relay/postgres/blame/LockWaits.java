package dev.loupe.relay.postgres.blame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The locks that one statement was seen to wait for, told by the monitor and asked by the session when the statement is over.
 * Thread-safe.
 */
public final class LockWaits {
    /** More than one statement waits for in a row, in any sane case. */
    private static final int MOST = 32;

    private final Map<String, LockWait> byId = new LinkedHashMap<>();

    /** None yet. */
    public LockWaits() {}

    /**
     * It waits, or was seen to have waited.
     *
     * @param id of the wait: what is known now replaces what was known of it
     */
    public synchronized void seen(String id, LockWait wait) {
        if (byId.containsKey(id) || byId.size() < MOST) {
            byId.put(id, wait);
        }
    }

    /** The same, where no lock is waited for twice. */
    public void seen(LockWait wait) {
        seen(wait.lock().toString(), wait);
    }

    /** All so far, in the order in which they began to be seen. */
    public synchronized List<LockWait> all() {
        return new ArrayList<>(byId.values());
    }
}
