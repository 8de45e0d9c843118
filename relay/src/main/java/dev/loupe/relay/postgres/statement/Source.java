package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.statement.Token.Kind;
import java.util.List;
import java.util.Locale;

/**
 * One statement of a text. Full of literals: must never be told.
 *
 * @param text of which it is a part
 * @param tokens those that are understood, without comments
 * @param comments that stand in it
 * @param whole whether nothing of it is missing from the tokens
 */
record Source(String text, List<Token> tokens, List<Token> comments, boolean whole) {
    int size() {
        return tokens.size();
    }

    private Token token(int i) {
        return i < 0 || i >= tokens.size() ? null : tokens.get(i);
    }

    boolean is(int i, Kind kind) {
        Token token = token(i);
        return token != null && token.kind() == kind;
    }

    boolean isLiteral(int i) {
        Token token = token(i);
        return token != null && token.isLiteral();
    }

    /** As it stands in the text. */
    String raw(int i) {
        Token token = tokens.get(i);
        return text.substring(token.start(), token.end());
    }

    /** A word in capital letters; empty for anything else. */
    String word(int i) {
        return is(i, Kind.WORD) ? raw(i).toUpperCase(Locale.ROOT) : "";
    }

    boolean isWord(int i, String word) {
        Token token = token(i);
        return token != null
                && token.kind() == Kind.WORD
                && token.end() - token.start() == word.length()
                && text.regionMatches(true, token.start(), word, 0, word.length());
    }

    boolean isSymbol(int i, char symbol) {
        Token token = token(i);
        return token != null && token.kind() == Kind.SYMBOL && text.charAt(token.start()) == symbol;
    }

    /** Whether nothing stands between that token and the one before it. */
    boolean touchesPrevious(int i) {
        return i > 0 && i < tokens.size() && tokens.get(i - 1).end() == tokens.get(i).start();
    }

    /** An identifier as PostgreSQL keeps it; only of words and quoted ones. */
    String identifier(int i) {
        String raw = raw(i);
        if (is(i, Kind.WORD)) {
            return raw.toLowerCase(Locale.ROOT);
        }
        int from = raw.indexOf('"') + 1;
        int to = raw.length() > from && raw.endsWith("\"") ? raw.length() - 1 : raw.length();
        return raw.substring(from, to).replace("\"\"", "\"");
    }

    /** Tells nothing of the text. */
    @Override
    public String toString() {
        return "Source[" + tokens.size() + ']';
    }
}
