package dev.loupe.relay.postgres.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first 64 bits of the SHA-256 of a sanitised text, in which literals and parameters are alike, and lists of them and
 * lists of rows are as long as their first item: the same statement has the same one however its values are sent.
 */
final class Fingerprint {
    private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]+");
    private static final Pattern LIST = Pattern.compile("\\( ?\\?(?: ?, ?\\?)++ ?\\)");
    private static final Pattern VALUES = Pattern.compile("\\bVALUES ?(?=\\()", Pattern.CASE_INSENSITIVE);
    private static final int BYTES = 8;

    private Fingerprint() {}

    static String of(String sanitised) {
        String same = PARAMETER.matcher(sanitised).replaceAll("?");
        return hash(LIST.matcher(withoutFurtherRows(same)).replaceAll("(?)"));
    }

    private static String withoutFurtherRows(String text) {
        Matcher matcher = VALUES.matcher(text);
        StringBuilder kept = new StringBuilder(text.length());
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            int end = closing(text, matcher.end());
            kept.append(text, from, end);
            from = afterRows(text, end);
        }
        return kept.append(text, Math.min(from, text.length()), text.length()).toString();
    }

    private static int afterRows(String text, int from) {
        int end = from;
        while (true) {
            int at = skip(text, end, ' ');
            int row = skip(text, skip(text, at, ','), ' ');
            if (at >= text.length() || text.charAt(at) != ',' || row >= text.length() || text.charAt(row) != '(') {
                return end;
            }
            end = closing(text, row);
        }
    }

    private static int skip(String text, int from, char c) {
        return from < text.length() && text.charAt(from) == c ? from + 1 : from;
    }

    /** Index after the parenthesis that closes the one there. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
