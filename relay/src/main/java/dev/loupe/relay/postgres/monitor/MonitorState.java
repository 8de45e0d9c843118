package dev.loupe.relay.postgres.monitor;

import java.util.List;

/**
 * How the monitor itself is.
 *
 * @param connected whether the database answers it
 * @param serverVersion such as {@code 14.22}; empty if it was never connected
 * @param exchange whether it hears from the monitors of other processes
 * @param missing what it may not see, and which grant would let it, in words
 */
public record MonitorState(boolean connected, String serverVersion, boolean exchange, List<String> missing) {
    /** Copies the list. */
    public MonitorState {
        missing = List.copyOf(missing);
    }
}
