package dev.loupe.relay.service.key;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSON pointer (RFC 6901) to a member or an element.
 *
 * @param tokens in clear, the outermost first; at least one
 */
public record JsonPointer(List<String> tokens) {
    private static final int DEEPEST = 32;
    private static final int LONGEST = 512;

    /** Copies the tokens. */
    public JsonPointer {
        tokens = List.copyOf(tokens);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none, or none that could match; the message says what is allowed, as the
     *     end of the sentence "must be …"
     */
    public static JsonPointer parse(String text) {
        if (!text.startsWith("/") || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a JSON pointer: /member/0/member, of at most " + LONGEST + " characters");
        }
        List<String> tokens = new ArrayList<>();
        for (int start = 1; start <= text.length(); ) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            tokens.add(unescaped(text.substring(start, end)));
            start = end + 1;
        }
        if (tokens.size() > DEEPEST) {
            throw new IllegalArgumentException("a JSON pointer of at most " + DEEPEST + " members");
        }
        return new JsonPointer(tokens);
    }

    private static String unescaped(String token) {
        for (int tilde = token.indexOf('~'); tilde >= 0; tilde = token.indexOf('~', tilde + 1)) {
            if (tilde + 1 == token.length() || (token.charAt(tilde + 1) != '0' && token.charAt(tilde + 1) != '1')) {
                throw new IllegalArgumentException("a JSON pointer in which ~ is written ~0, and / in a name ~1");
            }
        }
        return token.replace("~1", "/").replace("~0", "~");
    }

    /** As it is written. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token -> text.append('/').append(token.replace("~", "~0").replace("/", "~1")));
        return text.toString();
    }
}
