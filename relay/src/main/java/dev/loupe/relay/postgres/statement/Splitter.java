package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.protocol.SqlText;
import dev.loupe.relay.postgres.statement.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into its statements: at each semicolon that stands in no parentheses ({@code CREATE RULE}) and in no
 * {@code BEGIN ATOMIC … END}. For one text. Not thread-safe.
 */
final class Splitter {
    private final String text;
    private final boolean cut;
    private final List<Source> sources = new ArrayList<>(1);
    private List<Token> tokens = new ArrayList<>();
    private List<Token> comments = new ArrayList<>(0);
    private int parentheses;
    private int blocks;
    private boolean trusted = true;
    private boolean whole = true;
    private Token first;
    private Token previous;

    private Splitter(SqlText sql) {
        text = sql.text();
        cut = sql.isCut();
    }

    static List<Source> split(SqlText sql) {
        return new Splitter(sql).split();
    }

    private List<Source> split() {
        Lexer lexer = new Lexer(text);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() == Kind.COMMENT) {
                comments.add(token);
            } else if (isEnd(token)) {
                end();
            } else {
                add(token);
            }
        }
        if (cut) {
            dropTheLast();
        }
        if (first != null) {
            end();
        } else if (!sources.isEmpty() && !comments.isEmpty()) {
            Source last = sources.remove(sources.size() - 1);
            last.comments().addAll(comments);
            sources.add(last);
        }
        return sources;
    }

    private boolean isEnd(Token token) {
        return token.kind() == Kind.SYMBOL
                && text.charAt(token.start()) == ';'
                && parentheses == 0
                && blocks == 0;
    }

    private void add(Token token) {
        boolean begins = first == null;
        first = begins ? token : first;
        if (token.kind() == Kind.SYMBOL) {
            char symbol = text.charAt(token.start());
            parentheses = Math.max(0, parentheses + (symbol == '(' ? 1 : symbol == ')' ? -1 : 0));
        } else if (token.kind() == Kind.WORD) {
            blocks(token);
        }
        if (trusted || begins) {
            tokens.add(token);
        } else {
            whole = false;
        }
        trusted = trusted && token.kind() != Kind.DOUBTFUL;
        previous = token;
    }

    private void blocks(Token token) {
        if (blocks > 0) {
            if (is(token, "CASE") || is(token, "BEGIN")) {
                blocks++;
            } else if (is(token, "END")) {
                blocks--;
            }
        } else if (is(token, "ATOMIC") && previous != null && is(previous, "BEGIN") && is(first, "CREATE")) {
            blocks = 1;
        }
    }

    private boolean is(Token token, String word) {
        return token.kind() == Kind.WORD
                && token.end() - token.start() == word.length()
                && text.regionMatches(true, token.start(), word, 0, word.length());
    }

    /** What stands at the cut may be a part of something. */
    private void dropTheLast() {
        whole = false;
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).end() == text.length()) {
            Token last = tokens.remove(tokens.size() - 1);
            if (last.isLiteral()) {
                tokens.add(last);
            }
        }
        if (!comments.isEmpty() && comments.get(comments.size() - 1).end() == text.length()) {
            comments.remove(comments.size() - 1);
        }
    }

    /** Rows that somebody put behind their COPY look like statements. */
    private static boolean mayBeFollowedByData(Source source) {
        if (source.isWord(0, "COPY")) {
            for (int i = 1; i < source.size(); i++) {
                if (source.isWord(i, "STDIN")) {
                    return true;
                }
            }
        }
        return false;
    }

    private void end() {
        if (first != null) {
            Source source = new Source(text, tokens, comments, whole);
            sources.add(source);
            trusted = trusted && !mayBeFollowedByData(source);
            tokens = new ArrayList<>();
            comments = new ArrayList<>(0);
        }
        first = null;
        previous = null;
        whole = true;
        parentheses = 0;
        blocks = 0;
    }
}
