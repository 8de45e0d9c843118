package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.relay.amqp.fate.FateSettings.QueueLimits;
import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.Optional;

/**
 * From when on messages of some queues are late or stuck.
 *
 * @param queue glob of names, such as {@code crm.*}
 * @param late how long a message may be in it; without it, as long as in any other
 * @param stuck how long a consumer may keep one; without it, as long as of any other
 */
public record QueueItem(@Given String queue, Optional<Duration> late, Optional<Duration> stuck) {
    /** Checks ranges. */
    public QueueItem {
        if (queue.isBlank()) {
            throw new InvalidSetting("queue", "a glob of queues' names, such as crm.*");
        }
        late.ifPresent(limit -> Range.check("late", limit, Range.MILLISECOND, Broker.MONTH));
        stuck.ifPresent(limit -> Range.check("stuck", limit, Range.MILLISECOND, Broker.MONTH));
    }

    /** The values of keys that an item does not give. */
    public static QueueItem defaults() {
        return new QueueItem("*", Optional.empty(), Optional.empty());
    }

    QueueLimits limits(Duration lateElsewhere, Duration stuckElsewhere) {
        return new QueueLimits(queue, late.orElse(lateElsewhere), stuck.orElse(stuckElsewhere));
    }
}
