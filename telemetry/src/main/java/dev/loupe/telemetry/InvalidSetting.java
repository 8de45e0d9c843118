package dev.loupe.telemetry;

import java.time.Duration;

/**
 * A setting has a value that it may not have. Thrown by the compact constructors of settings records; the
 * configuration loader turns it into one message with file, line and key.
 */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String allowed;

    /**
     * @param key the record component at fault, as it is spelled in the configuration file
     * @param allowed what is allowed there, as the end of the sentence "must be …"; never the value itself, which may
     *     be a secret
     */
    public InvalidSetting(String key, String allowed) {
        super(key + " must be " + allowed);
        this.key = key;
        this.allowed = allowed;
    }

    /** The record component at fault. */
    public String key() {
        return key;
    }

    /** What is allowed, as the end of the sentence "must be …". */
    public String allowed() {
        return allowed;
    }

    /**
     * Refuses a number outside a range.
     *
     * @throws InvalidSetting if {@code value} is less than {@code least} or more than {@code most}
     */
    public static void unlessWithin(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidSetting(key, "from " + least + " to " + most);
        }
    }

    /**
     * Refuses a duration outside a range.
     *
     * @throws InvalidSetting if {@code value} is less than {@code least} or more than {@code most}
     */
    public static void unlessWithin(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidSetting(key, "from " + seconds(least) + " to " + seconds(most));
        }
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
