package dev.loupe.console.web.page;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which messages are shown; travels in the query string, so that it can be shared.
 *
 * @param kind only what went wrong in this way; empty for all
 * @param about part of the destination, the queue, or the order's pseudonym, in any case of letters; empty for all
 */
public record MessageFilter(String kind, String about) {
    /** Strips blanks at both ends and what is longer than one would type. */
    public MessageFilter {
        kind = QueryText.shortened(kind);
        about = QueryText.shortened(about);
    }

    boolean isEmpty() {
        return kind.isEmpty() && about.isEmpty();
    }

    boolean matches(TroubleRow row) {
        return (kind.isEmpty() || kind.equals(row.trouble().kind()))
                && speaksOf(Stream.of(
                        row.trouble().destination(),
                        row.trouble().queue(),
                        row.trouble().order()));
    }

    boolean matches(LifeRow row) {
        return speaksOf(Stream.concat(
                Stream.of(row.life().destination(), row.life().order()),
                row.life().steps().stream().map(step -> step.where())));
    }

    private boolean speaksOf(Stream<String> words) {
        String part = about.toLowerCase(Locale.ROOT);
        return words.anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(part));
    }

    /** With its question mark; empty if there is nothing to say. */
    String query() {
        return new QueryText().add("kind", kind).add("about", about).toString();
    }
}
