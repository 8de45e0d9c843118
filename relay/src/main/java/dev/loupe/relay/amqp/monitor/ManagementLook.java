package dev.loupe.relay.amqp.monitor;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the management API tells, at one moment.
 *
 * @param alarms {@code memory} and {@code disk}, of any node
 * @param connections of clients to the whole broker; empty if it is not told
 * @param deadLetters queues to which dead messages of others are routed
 */
record ManagementLook(
        String version,
        OptionalLong connections,
        Set<String> alarms,
        List<QueueFacts> queues,
        Set<String> deadLetters) {}
