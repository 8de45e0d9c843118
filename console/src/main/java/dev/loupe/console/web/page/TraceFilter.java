package dev.loupe.console.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which of the recent traces are shown; travels in the query string, so that it can be shared.
 *
 * @param operation exactly this operation; empty for all
 * @param file part of the file's name, in any case of letters; empty for all
 * @param errorsOnly only what was refused, failed or broke
 */
public record TraceFilter(String operation, String file, boolean errorsOnly) {
    /** Shows everything. */
    public static final TraceFilter ALL = new TraceFilter("", "", false);

    private static final int LONGEST = 1_024;

    /** Strips blanks at both ends and what is longer than any file's name. */
    public TraceFilter {
        operation = shortened(operation);
        file = shortened(file);
    }

    boolean isEmpty() {
        return equals(ALL);
    }

    boolean matches(TraceRow row) {
        return (operation.isEmpty() || operation.equals(row.operation()))
                && (file.isEmpty() || row.path().toLowerCase(Locale.ROOT).contains(file.toLowerCase(Locale.ROOT)))
                && (!errorsOnly || row.outcome().isError());
    }

    /** With its question mark; empty if there is nothing to say. */
    String query() {
        List<String> parts = new ArrayList<>();
        if (!operation.isEmpty()) {
            parts.add("operation=" + encoded(operation));
        }
        if (!file.isEmpty()) {
            parts.add("file=" + encoded(file));
        }
        if (errorsOnly) {
            parts.add("errors=on");
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static String shortened(String text) {
        String stripped = text.strip();
        return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
