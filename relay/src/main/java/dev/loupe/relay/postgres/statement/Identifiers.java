package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.statement.Token.Kind;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of tables and columns. */
final class Identifiers {
    /** Somebody may put anything into quotes; this is how tables and columns are called. */
    private static final Pattern PLAIN = Pattern.compile("\"[\\p{L}_][\\p{L}\\p{N}_$-]{0,62}\"");

    /** Those that stand where a name could stand and are none (manual, "SQL Key Words": reserved, and ON CONFLICT's). */
    private static final Set<String> RESERVED = Set.of(
            "ALL", "AND", "ANY", "ARRAY", "AS", "ASC", "BOTH", "CASE", "CAST", "CHECK", "COLLATE", "CROSS", "DEFAULT", "DESC",
            "DISTINCT", "DO", "ELSE", "END", "EXCEPT", "FALSE", "FETCH", "FOR", "FROM", "FULL", "GROUP", "HAVING", "ILIKE",
            "IN", "INNER", "INTERSECT", "INTO", "IS", "ISNULL", "JOIN", "LATERAL", "LEADING", "LEFT", "LIKE", "LIMIT",
            "NATURAL", "NOT", "NOTNULL", "NULL", "OFFSET", "ON", "ONLY", "OR", "ORDER", "OUTER", "OVERRIDING", "PLACING",
            "RETURNING", "RIGHT", "SELECT", "SET", "SIMILAR", "SOME", "SYMMETRIC", "TABLE", "TABLESAMPLE", "THEN", "TO",
            "TRAILING", "TRUE", "UNION", "UNIQUE", "USING", "VALUES", "VARIADIC", "WHEN", "WHERE", "WINDOW", "WITH");

    private Identifiers() {}

    /** Whether a name can begin, or go on, there. */
    static boolean isName(Source source, int i) {
        return source.is(i, Kind.QUOTED) || (source.is(i, Kind.WORD) && !RESERVED.contains(source.word(i)));
    }

    /** Whether that name may be told. */
    static boolean isPlain(Source source, int i) {
        return source.is(i, Kind.WORD)
                || (source.is(i, Kind.QUOTED) && PLAIN.matcher(source.raw(i)).matches());
    }

    /** Index after the qualified name that begins there. */
    static int end(Source source, int from) {
        int at = from + 1;
        while (source.isSymbol(at, '.') && isAnyName(source, at + 1)) {
            at += 2;
        }
        return at;
    }

    /** After a dot keywords are names too. */
    private static boolean isAnyName(Source source, int i) {
        return source.is(i, Kind.WORD) || source.is(i, Kind.QUOTED);
    }

    /** Index of the first part of the qualified name whose last part stands there. */
    static int start(Source source, int last) {
        int at = last;
        while (source.isSymbol(at - 1, '.') && isAnyName(source, at - 2)) {
            at -= 2;
        }
        return at;
    }

    /** As PostgreSQL keeps it, its parts with dots between. */
    static String qualified(Source source, int from) {
        StringBuilder name = new StringBuilder(source.identifier(from));
        for (int i = from + 2; i < end(source, from); i += 2) {
            name.append('.').append(source.identifier(i));
        }
        return name.toString();
    }

    /** Whether all parts of that qualified name may be told. */
    static boolean allPlain(Source source, int from) {
        for (int i = from; i < end(source, from); i += 2) {
            if (!isPlain(source, i)) {
                return false;
            }
        }
        return true;
    }
}
