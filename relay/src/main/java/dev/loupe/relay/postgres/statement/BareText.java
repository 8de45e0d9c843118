package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.statement.Token.Kind;

/**
 * A statement's text without comments, with {@link #LITERAL} in the place of each constant and of all that must not be told.
 * Texts that differ in their literals only have the same.
 */
final class BareText {
    /** Stands for a literal; no text that PostgreSQL takes has this character outside of one. */
    static final char LITERAL = '\u001A';

    /** Stands for what is not told besides. */
    static final char UNTOLD = '\u0019';

    private BareText() {}

    static String of(Source source, Command command) {
        StringBuilder bare = new StringBuilder(64);
        int told = Math.min(command.told(), source.size());
        for (int i = 0; i < told; i++) {
            if (i > 0 && !source.touchesPrevious(i)) {
                bare.append(' ');
            }
            append(source, i, command, bare);
        }
        if (told < source.size() || !source.whole()) {
            bare.append(bare.isEmpty() ? "" : " ").append(UNTOLD);
        }
        return bare.toString();
    }

    private static void append(Source source, int i, Command command, StringBuilder bare) {
        if (source.isLiteral(i)) {
            bare.append(LITERAL);
        } else if (i == command.hidden() || (source.is(i, Kind.QUOTED) && !Identifiers.isPlain(source, i))) {
            bare.append(UNTOLD);
        } else if (source.is(i, Kind.SYMBOL) && source.text().charAt(source.tokens().get(i).start()) < ' ') {
            bare.append(' ');
        } else {
            Token token = source.tokens().get(i);
            bare.append(source.text(), token.start(), token.end());
        }
    }
}
