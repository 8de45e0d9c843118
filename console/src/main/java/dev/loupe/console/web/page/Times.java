package dev.loupe.console.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Moments as people read them.
 *
 * @param zone of the people
 * @param now the present
 */
record Times(ZoneId zone, Supplier<Instant> now) {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND_TODAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE_TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter MINUTE_EARLIER = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss.SSS z", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.ENGLISH);
    private static final long NANOS = 1_000_000_000L;

    /** The time of day, to the millisecond; with the date, to the second, if it was not today. */
    String brief(long epochNanos) {
        ZonedDateTime then = at(epochNanos);
        return then.format(isToday(then) ? TODAY : EARLIER);
    }

    /** To the minute: the time of day, with the date if it was not today. */
    String minute(long epochNanos) {
        ZonedDateTime then = at(epochNanos);
        return then.format(isToday(then) ? MINUTE_TODAY : MINUTE_EARLIER);
    }

    /** To the second: the time of day, with the date if it was not today. */
    String second(long epochNanos) {
        ZonedDateTime then = at(epochNanos);
        return then.format(isToday(then) ? SECOND_TODAY : EARLIER);
    }

    private boolean isToday(ZonedDateTime then) {
        return then.toLocalDate().equals(now.get().atZone(zone).toLocalDate());
    }

    String full(long epochNanos) {
        return at(epochNanos).format(FULL);
    }

    /** For machines: ISO 8601 in UTC. */
    String machine(long epochNanos) {
        return at(epochNanos).toInstant().toString();
    }

    /** The present time of day. */
    String clock() {
        return now.get().atZone(zone).format(CLOCK);
    }

    private ZonedDateTime at(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS), Math.floorMod(epochNanos, NANOS))
                .atZone(zone);
    }
}
