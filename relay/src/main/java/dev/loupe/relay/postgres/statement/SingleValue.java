package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.statement.Token.Kind;
import java.util.Set;

/**
 * Expressions that are one literal or parameter and nothing else, be it in parentheses or with a cast.
 *
 * @param value index of the literal or parameter
 * @param next index after the expression
 */
record SingleValue(int value, int next) {
    private static final int DEEPEST = 8;
    private static final Set<String> GOES_ON =
            Set.of("AT", "IS", "BETWEEN", "LIKE", "ILIKE", "SIMILAR", "OPERATOR", "IN", "ISNULL", "NOTNULL", "OVERLAPS", "NOT");

    /** The expression that begins there; null if it is something else, or part of something else. */
    static SingleValue at(Source source, int from) {
        SingleValue found = read(source, from, 0);
        return found != null && ends(source, found.next()) ? found : null;
    }

    private static SingleValue read(Source source, int from, int depth) {
        SingleValue inner = null;
        if (depth > DEEPEST) {
            return null;
        } else if (isValue(source, from)) {
            inner = new SingleValue(from, from + 1);
        } else if (source.isSymbol(from, '(')) {
            inner = closed(source, read(source, from + 1, depth + 1));
        } else if (source.isWord(from, "CAST") && source.isSymbol(from + 1, '(')) {
            inner = closed(source, type(source, read(source, from + 2, depth + 1), "AS"));
        }
        return casts(source, inner);
    }

    static boolean isValue(Source source, int i) {
        return source.is(i, Kind.STRING) || source.is(i, Kind.NUMBER) || source.is(i, Kind.PARAMETER);
    }

    private static SingleValue closed(Source source, SingleValue inner) {
        return inner != null && source.isSymbol(inner.next(), ')') ? new SingleValue(inner.value(), inner.next() + 1) : null;
    }

    private static SingleValue casts(Source source, SingleValue inner) {
        SingleValue cast = inner;
        while (cast != null && source.isSymbol(cast.next(), ':') && source.isSymbol(cast.next() + 1, ':')) {
            cast = type(source, cast, null);
        }
        return cast;
    }

    /** What is left of a cast after its value; only types of a plain name, perhaps with a length. */
    private static SingleValue type(Source source, SingleValue inner, String as) {
        if (inner == null || (as != null && !source.isWord(inner.next(), as))) {
            return null;
        }
        int name = inner.next() + (as == null ? 2 : 1);
        if (!Identifiers.isName(source, name)) {
            return null;
        }
        int end = Identifiers.end(source, name);
        if (source.isWord(name, "CHARACTER") && source.isWord(end, "VARYING")) {
            end++;
        }
        if (source.isSymbol(end, '(') && source.is(end + 1, Kind.NUMBER) && source.isSymbol(end + 2, ')')) {
            end += 3;
        }
        return new SingleValue(inner.value(), end);
    }

    /** Whether an expression can be over before that token. */
    static boolean ends(Source source, int i) {
        if (i >= source.size()) {
            return source.whole();
        }
        return source.is(i, Kind.WORD)
                ? !GOES_ON.contains(source.word(i))
                : source.isSymbol(i, ')') || source.isSymbol(i, ',');
    }
}
