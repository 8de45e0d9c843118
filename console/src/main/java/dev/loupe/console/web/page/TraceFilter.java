package dev.loupe.console.web.page;

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

    /** Strips blanks at both ends and what is longer than any file's name. */
    public TraceFilter {
        operation = QueryText.shortened(operation);
        file = QueryText.shortened(file);
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
        return new QueryText()
                .add("operation", operation)
                .add("file", file)
                .add("errors", errorsOnly ? "on" : "")
                .toString();
    }
}
