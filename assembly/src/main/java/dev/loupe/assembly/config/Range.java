package dev.loupe.assembly.config;

import dev.loupe.console.config.DataSize;
import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;

/** Range checks of the configuration, whose messages are in the units in which people write. */
public final class Range {
    public static final Duration MILLISECOND = Duration.ofMillis(1);
    public static final Duration SECOND = Duration.ofSeconds(1);
    public static final Duration HOUR = Duration.ofHours(1);
    public static final Duration DAY = Duration.ofDays(1);

    private Range() {}

    /** Refuses what is outside, with a message in the units in which people write. */
    public static void check(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidSetting(key, "from " + written(least) + " to " + written(most));
        }
    }

    /** Refuses what is outside, with a message in the units in which people write. */
    public static void check(String key, DataSize value, DataSize least, DataSize most) {
        if (value.bytes() < least.bytes() || value.bytes() > most.bytes()) {
            throw new InvalidSetting(key, "from " + least + " to " + most);
        }
    }

    private static String written(Duration duration) {
        if (duration.toMillis() % 1_000 != 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toMinutes() == 0 ? duration.toSeconds() + "s" : duration.toHours() + "h";
    }
}
