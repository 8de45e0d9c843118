package dev.loupe.relay.postgres.blame;

import java.util.HashMap;
import java.util.Map;

/**
 * Who waits for whom, at one moment.
 *
 * @param beforeNanos when the server was asked, by {@link System#nanoTime}
 * @param afterNanos when it had answered
 * @param processes by id: all that wait, and all that they wait for
 * @param peers whether monitors of other processes are connected to the same database
 */
public record Activity(long beforeNanos, long afterNanos, Map<Integer, ServerProcess> processes, boolean peers) {
    /** Copies the map. */
    public Activity {
        Map<Integer, ServerProcess> copy = new HashMap<>(processes);
        copy.putIfAbsent(0, ServerProcess.prepared());
        processes = Map.copyOf(copy);
    }

    /** That one; one of which nothing is known if it was not seen. */
    ServerProcess process(int id) {
        ServerProcess known = processes.get(id);
        return known == null ? ServerProcess.unknown(id) : known;
    }

    /** The middle of the time in which it was seen. */
    long atNanos() {
        return beforeNanos + (afterNanos - beforeNanos) / 2;
    }
}
