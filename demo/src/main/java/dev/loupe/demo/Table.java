package dev.loupe.demo;

import java.util.List;
import java.util.Locale;

/** What was seen, as a table for a terminal. */
final class Table {
    private static final int FILE_WIDTH = 44;
    private static final double MILLI = 1e-3;
    private static final double MEGA = 1e6;
    private static final double KILO = 1e3;

    private Table() {}

    static String of(List<Seen> spans) {
        StringBuilder table = new StringBuilder(row("operation", "file", "size", "status", "total", "store", "client"));
        for (Seen span : spans) {
            String status = span.brokenBy().isEmpty() ? Long.toString(span.status()) : "broken by " + span.brokenBy();
            table.append(row(
                    span.operation(),
                    cut(span.file()),
                    size(span.size()),
                    status,
                    time(span.total()),
                    time(span.store()),
                    time(span.stall())));
        }
        return table.toString();
    }

    private static String row(
            String operation, String file, String size, String status, String total, String store, String client) {
        return String.format(
                Locale.ROOT,
                "  %-24s%-" + (FILE_WIDTH + 2) + "s%9s  %-18s%9s%9s%9s%n",
                operation,
                file,
                size,
                status,
                total,
                store,
                client);
    }

    private static String cut(String file) {
        return file.length() <= FILE_WIDTH ? file : "…" + file.substring(file.length() - FILE_WIDTH + 1);
    }

    static String size(long bytes) {
        if (bytes < 0) {
            return "";
        }
        return bytes < MEGA
                ? String.format(Locale.ROOT, "%.1f KB", bytes / KILO)
                : String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
    }

    static String time(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%.1f ms", seconds / MILLI)
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
