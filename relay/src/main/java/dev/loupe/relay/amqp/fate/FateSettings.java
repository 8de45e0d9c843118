package dev.loupe.relay.amqp.fate;

import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.List;

/**
 * What is remembered of messages, and from when on they are late or stuck.
 *
 * @param window for how long a {@code message-id} is remembered
 * @param messages how many are; the oldest are forgotten first, and counted
 * @param late how long a message may be in a queue
 * @param stuck how long a consumer may keep one
 * @param queues thresholds of single queues, the first whose glob matches
 * @param lives how many lives of messages the console can show
 * @param delays globs of queues in which messages expire on purpose, as in a retry after a while: that is no loss
 */
public record FateSettings(
        Duration window,
        int messages,
        Duration late,
        Duration stuck,
        List<QueueLimits> queues,
        int lives,
        List<String> delays) {
    private static final Duration LONGEST = Duration.ofDays(30);

    /** Checks ranges. */
    public FateSettings {
        InvalidSetting.unlessWithin("window", window, Duration.ofSeconds(1), LONGEST);
        InvalidSetting.unlessWithin("messages", messages, 1, 10_000_000);
        InvalidSetting.unlessWithin("late", late, Duration.ofMillis(1), LONGEST);
        InvalidSetting.unlessWithin("stuck", stuck, Duration.ofMillis(1), LONGEST);
        InvalidSetting.unlessWithin("lives", lives, 0, 100_000);
        queues = List.copyOf(queues);
        delays = List.copyOf(delays);
    }

    /** Without queues in which messages expire on purpose. */
    public FateSettings(
            Duration window, int messages, Duration late, Duration stuck, List<QueueLimits> queues, int lives) {
        this(window, messages, late, stuck, queues, lives, List.of());
    }

    /**
     * What holds for some queues.
     *
     * @param queue name, with {@code *} for any characters
     */
    public record QueueLimits(String queue, Duration late, Duration stuck) {
        /** Checks ranges. */
        public QueueLimits {
            InvalidSetting.unlessWithin("late", late, Duration.ofMillis(1), LONGEST);
            InvalidSetting.unlessWithin("stuck", stuck, Duration.ofMillis(1), LONGEST);
        }
    }

    /** 10 minutes and 100,000 messages, late after 30 s, stuck after 5 minutes, 1,000 lives. */
    public static FateSettings defaults() {
        return new FateSettings(
                Duration.ofMinutes(10), 100_000, Duration.ofSeconds(30), Duration.ofMinutes(5), List.of(), 1_000);
    }
}
