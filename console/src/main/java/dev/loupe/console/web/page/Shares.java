package dev.loupe.console.web.page;

import java.util.Locale;

/**
 * Places on a horizontal axis from 0 to a whole.
 *
 * @param whole in nanoseconds
 */
record Shares(long whole) {
    private static final double PERCENT = 100;

    /** An SVG length in percent. */
    String at(long nanos) {
        return percent(nanos);
    }

    /** An SVG length in percent, never so narrow that it cannot be seen. */
    String wide(long nanos) {
        return nanos > 0 && whole > 0 && PERCENT * nanos / whole < 0.3 ? "0.30%" : percent(nanos);
    }

    private String percent(long nanos) {
        double share = whole <= 0 ? 0 : Math.max(0, Math.min(PERCENT, PERCENT * nanos / whole));
        return String.format(Locale.ROOT, "%.2f%%", share);
    }
}
