package dev.loupe.relay.postgres.statement;

import java.util.List;

/**
 * That a column is set to, or compared with, a value.
 *
 * @param scope in which it is to be looked up
 * @param target the only table that it can be of; null if that is open
 * @param column as it is named, with what qualifies it
 * @param value index of the literal or parameter
 */
record Mention(Scope scope, String target, List<String> column, int value) {
    /** Whether it is that column of that table, for certain. */
    boolean is(String table, String name) {
        if (!column.get(column.size() - 1).equals(name)) {
            return false;
        }
        if (target != null) {
            return isSame(target, table);
        }
        if (column.size() == 1) {
            for (String own : scope.own()) {
                if (isSame(own, table)) {
                    return true;
                }
            }
            return false;
        }
        return column.size() == 2
                ? isSame(scope.called(column.get(0)), table)
                : isSame(column.get(column.size() - 3) + '.' + column.get(column.size() - 2), table);
    }

    /** A table that is meant without a schema is that of any. */
    private static boolean isSame(String named, String meant) {
        return named.equals(meant) || (meant.indexOf('.') < 0 && named.endsWith('.' + meant));
    }
}
