package dev.loupe.relay.amqp.monitor;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that one look has found out.
 *
 * @param management empty if there is none, or it has not answered
 * @param queues from whichever source
 * @param deadLetters those of them in which dead messages end
 * @param atNanos when, by {@link System#nanoTime}
 */
record BrokerLook(Optional<ManagementLook> management, List<QueueFacts> queues, Set<String> deadLetters, long atNanos) {
    Set<String> alarms() {
        return management.map(ManagementLook::alarms).orElse(Set.of());
    }
}
