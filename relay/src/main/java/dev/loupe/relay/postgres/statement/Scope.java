package dev.loupe.relay.postgres.statement;

import java.util.HashMap;
import java.util.Map;

/** One query and the tables whose columns can be named in it. Not thread-safe. */
final class Scope {
    /** What a name stands for that is no table: a subquery, a function, a WITH query. */
    static final String NO_TABLE = "";

    private final Scope outer;
    private final Map<String, String> tables = new HashMap<>(4);

    /** @param outer null for none */
    Scope(Scope outer) {
        this.outer = outer;
    }

    Scope outer() {
        return outer;
    }

    void add(String alias, String table) {
        tables.merge(alias, table, (one, other) -> one.equals(other) ? one : NO_TABLE);
    }

    /** The table that is called so, here or farther out; {@link #NO_TABLE} if none is. */
    String called(String alias) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            String table = scope.tables.get(alias);
            if (table != null) {
                return table;
            }
        }
        return NO_TABLE;
    }

    /** The tables of this query itself. */
    Iterable<String> own() {
        return tables.values();
    }
}
