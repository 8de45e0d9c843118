package dev.loupe.console.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or data, written {@code 512}, {@code 16KiB}, {@code 1MiB} or {@code 2GiB}.
 *
 * @param bytes 0 or more
 */
public record DataSize(long bytes) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,15})\\s?(B|KiB|MiB|GiB)?");

    /** Refuses less than nothing. */
    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative");
        }
    }

    /** So many times 1,024 bytes. */
    public static DataSize ofKibibytes(long kibibytes) {
        return new DataSize(Math.multiplyExact(kibibytes, 1L << 10));
    }

    /**
     * Reads the written form; only binary units, since {@code MB} means two things to two people.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static DataSize parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("not a size");
        }
        String unit = written.group(2) == null ? "B" : written.group(2);
        int shift =
                switch (unit) {
                    case "KiB" -> 10;
                    case "MiB" -> 20;
                    case "GiB" -> 30;
                    default -> 0;
                };
        try {
            return new DataSize(Math.multiplyExact(Long.parseLong(written.group(1)), 1L << shift));
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("not a size that a machine has", tooLarge);
        }
    }

    /** The bytes, where an {@code int} is needed; a larger size becomes the largest {@code int}. */
    public int bytesAsInt() {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** The written form, in the largest unit that divides it. */
    @Override
    public String toString() {
        if (bytes == 0 || bytes % (1L << 10) != 0) {
            return Long.toString(bytes);
        }
        if (bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "GiB";
        }
        return bytes % (1L << 20) == 0 ? (bytes >> 20) + "MiB" : (bytes >> 10) + "KiB";
    }
}
