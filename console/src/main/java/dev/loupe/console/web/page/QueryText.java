package dev.loupe.console.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A query string in the making; what is empty is left out. */
final class QueryText {
    private static final int LONGEST = 1_024;

    private final StringBuilder text = new StringBuilder();

    QueryText add(String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(encoded(value));
        }
        return this;
    }

    /** With its question mark; empty if there is nothing to say. */
    @Override
    public String toString() {
        return text.toString();
    }

    /** Without blanks at both ends, and what is longer than anything that one looks for. */
    static String shortened(String value) {
        String stripped = value.strip();
        return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
