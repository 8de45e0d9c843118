package dev.loupe.console.web.page;

import dev.loupe.telemetry.live.LiveOperations.Second;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * A rate over the last two minutes as an SVG path in a box of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param line the curve
 * @param area the curve closed along the bottom
 * @param peak its highest value, a second's sum; 0 for a flat line
 * @param recent mean of the last {@value #RECENT} whole seconds
 */
record Sparkline(String line, String area, long peak, double recent) {
    static final int WIDTH = 600;
    static final int HEIGHT = 80;
    static final int RECENT = 5;
    private static final double TOP = 4;

    /**
     * The current second, the last of the list, is left out: it is not over, and would always look like a drop.
     *
     * @param seconds oldest first
     */
    static Sparkline of(List<Second> seconds, ToLongFunction<Second> figure) {
        long[] values = seconds.stream()
                .limit(Math.max(0, seconds.size() - 1L))
                .mapToLong(figure)
                .toArray();
        long peak = 0;
        long recentSum = 0;
        for (int i = 0; i < values.length; i++) {
            peak = Math.max(peak, values[i]);
            recentSum += i >= values.length - RECENT ? values[i] : 0;
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            double x = values.length == 1 ? WIDTH : (double) WIDTH * i / (values.length - 1);
            double y = peak == 0 ? HEIGHT : HEIGHT - (HEIGHT - TOP) * values[i] / peak;
            line.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
        }
        String path = line.toString();
        String area = path.isEmpty() ? "" : path + "L" + WIDTH + " " + HEIGHT + "L0 " + HEIGHT + "Z";
        double recent = values.length == 0 ? 0 : (double) recentSum / Math.min(RECENT, values.length);
        return new Sparkline(path, area, peak, recent);
    }
}
