package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.statement.Token.Kind;

/**
 * Takes a text apart by PostgreSQL's lexical rules ({@code scan.l}), with {@code standard_conforming_strings} on, as it is
 * unless somebody changed it. What has no end goes to the end of the text. Never fails, whatever the text. Not thread-safe.
 */
final class Lexer {
    private static final char UNREADABLE = '\uFFFD';

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    /** The next token; null at the end. */
    Token next() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        if (at >= text.length()) {
            return null;
        }
        int start = at;
        Kind kind = read(text.charAt(at));
        return new Token(kind, start, at);
    }

    private Kind read(char first) {
        char second = peek(1);
        if (first == '-' && second == '-') {
            lineComment();
            return Kind.COMMENT;
        }
        if (first == '/' && second == '*') {
            blockComment();
            return Kind.COMMENT;
        }
        if (first == '\'') {
            return string(false);
        }
        if (first == '"') {
            quoted();
            return Kind.QUOTED;
        }
        if (first == '$') {
            return dollar();
        }
        if (isDigit(first) || (first == '.' && isDigit(second))) {
            number();
            return Kind.NUMBER;
        }
        return isIdentifierStart(first) ? wordOrPrefix(first, second) : symbol();
    }

    private Kind symbol() {
        at++;
        return Kind.SYMBOL;
    }

    private Kind wordOrPrefix(char first, char second) {
        if (second == '\'' && "eEbBxXnN".indexOf(first) >= 0) {
            at++;
            return string(first == 'e' || first == 'E');
        }
        if ((first == 'u' || first == 'U') && second == '&' && (peek(2) == '\'' || peek(2) == '"')) {
            at += 2;
            if (text.charAt(at) == '\'') {
                return string(false);
            }
            quoted();
            return Kind.QUOTED;
        }
        while (at < text.length() && isIdentifierPart(text.charAt(at))) {
            at++;
        }
        return Kind.WORD;
    }

    /** A string, and those on the next lines that continue it. */
    private Kind string(boolean escapes) {
        boolean doubtful = false;
        do {
            doubtful |= segment(escapes);
        } while (continues());
        return doubtful ? Kind.DOUBTFUL : Kind.STRING;
    }

    /** From quote to quote; whether its end is in doubt. */
    private boolean segment(boolean escapes) {
        boolean doubtful = false;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\') {
                doubtful |= !escapes && peek(0) == '\'';
                at += escapes ? 1 : 0;
            } else if (c == UNREADABLE) {
                doubtful |= escapes;
            } else if (c == '\'') {
                if (peek(0) != '\'') {
                    break;
                }
                at++;
            }
        }
        at = Math.min(at, text.length());
        return doubtful;
    }

    /** Whether a quote follows on another line; if so, stands before it. */
    private boolean continues() {
        boolean newLine = false;
        int from = at;
        while (from < text.length()) {
            char c = text.charAt(from);
            if (c == '\n' || c == '\r') {
                newLine = true;
                from++;
            } else if (isSpace(c)) {
                from++;
            } else if (c == '-' && from + 1 < text.length() && text.charAt(from + 1) == '-') {
                from = endOfLine(from);
            } else {
                break;
            }
        }
        if (newLine && from < text.length() && text.charAt(from) == '\'') {
            at = from;
            return true;
        }
        return false;
    }

    private void quoted() {
        at++;
        while (at < text.length()) {
            if (text.charAt(at++) == '"') {
                if (peek(0) != '"') {
                    return;
                }
                at++;
            }
        }
    }

    private Kind dollar() {
        if (isDigit(peek(1))) {
            at++;
            int digits = at;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            int end = at;
            while (at < text.length() && isIdentifierPart(text.charAt(at))) {
                at++;
            }
            return at == end && end - digits <= 5 ? Kind.PARAMETER : Kind.NUMBER;
        }
        int tag = at + 1;
        while (tag < text.length() && isIdentifierPart(text.charAt(tag)) && text.charAt(tag) != '$') {
            tag++;
        }
        if (tag < text.length() && text.charAt(tag) != '$') {
            return symbol();
        }
        int close = tag < text.length() ? text.indexOf(text.substring(at, tag + 1), tag + 1) : -1;
        at = close < 0 ? text.length() : close + tag + 1 - at;
        return Kind.STRING;
    }

    private void number() {
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean exponent = (c == 'e' || c == 'E') && (peek(1) == '-' || peek(1) == '+') && isDigit(peek(2));
            if (!exponent && c != '.' && !isIdentifierPart(c)) {
                return;
            }
            at += exponent ? 2 : 1;
        }
    }

    private void lineComment() {
        at = endOfLine(at);
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private void blockComment() {
        int depth = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '/' && peek(1) == '*') {
                depth++;
                at += 2;
            } else if (text.charAt(at) == '*' && peek(1) == '/') {
                depth--;
                at += 2;
                if (depth == 0) {
                    return;
                }
            } else {
                at++;
            }
        }
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isIdentifierStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isIdentifierPart(char c) {
        return isIdentifierStart(c) || isDigit(c) || c == '$';
    }
}
