package dev.loupe.relay.postgres.statement;

/** A lexical element of SQL (PostgreSQL manual, "Lexical Structure"): where it stands in its text, the end exclusive. */
record Token(Kind kind, int start, int end) {
    /** What it is. */
    enum Kind {
        /** A keyword, or an identifier without quotes. */
        WORD,
        /** A quoted identifier. */
        QUOTED,
        /** A string constant of any form, with what continues it on further lines. */
        STRING,
        /** A string constant of which the two settings of {@code standard_conforming_strings} see different ends. */
        DOUBTFUL,
        /** A numeric constant, with whatever letters stick to it. */
        NUMBER,
        /** {@code $1}. */
        PARAMETER,
        /** One character of an operator or of punctuation. */
        SYMBOL,
        /** A comment of either form. */
        COMMENT
    }

    boolean isLiteral() {
        return kind == Kind.STRING || kind == Kind.NUMBER || kind == Kind.DOUBTFUL;
    }
}
