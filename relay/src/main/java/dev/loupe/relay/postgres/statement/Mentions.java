package dev.loupe.relay.postgres.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds where columns meet single values in one statement. Not thread-safe. */
final class Mentions {
    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";
    private static final Set<String> BEFORE_CONDITION = Set.of("WHERE", "AND", "OR", "ON", "HAVING", "WHEN", "SET");

    private final Source source;
    private final List<Mention> all = new ArrayList<>(2);
    private final List<String> columns = new ArrayList<>(0);

    Mentions(Source source) {
        this.source = source;
    }

    List<Mention> all() {
        return all;
    }

    /**
     * {@code column = value} or {@code value = column}.
     *
     * @param target the table whose columns are being set; null for none
     */
    void equality(int equals, Scope scope, String target) {
        if ((isOperator(equals - 1) && source.touchesPrevious(equals))
                || (isOperator(equals + 1) && source.touchesPrevious(equals + 1))) {
            return;
        }
        List<String> before = columnBefore(equals);
        if (before != null) {
            SingleValue value = SingleValue.at(source, equals + 1);
            boolean set = target != null && isAssignment(equals);
            add(scope, set ? target : null, before, value);
        } else if (SingleValue.isValue(source, equals - 1)
                && begins(equals - 1)
                && Identifiers.isName(source, equals + 1)) {
            int end = Identifiers.end(source, equals + 1);
            if (SingleValue.ends(source, end)) {
                add(scope, null, parts(equals + 1, end - 1), new SingleValue(equals - 1, equals));
            }
        }
    }

    /** {@code column IN (value, …)}: each of them. */
    void list(int in, Scope scope) {
        List<String> column = columnBefore(in);
        if (column == null || !source.isSymbol(in + 1, '(')) {
            return;
        }
        List<SingleValue> values = values(in + 1);
        for (SingleValue value : values) {
            add(scope, null, column, value);
        }
    }

    /** The columns that an INSERT names, if it does. */
    void columns(int afterTable) {
        int at = source.isWord(afterTable, "AS") ? afterTable + 2 : afterTable;
        columns.clear();
        if (!source.isSymbol(at, '(')) {
            return;
        }
        for (at++; Identifiers.isName(source, at) && !source.isSymbol(at + 1, '.'); at += 2) {
            columns.add(Identifiers.isPlain(source, at) ? source.identifier(at) : "");
            if (source.isSymbol(at + 1, ')')) {
                return;
            }
        }
        columns.clear();
    }

    /** The rows of an INSERT. */
    void rows(int values, String table) {
        if (columns.isEmpty() || table == null) {
            return;
        }
        int at = values + 1;
        while (source.isSymbol(at, '(')) {
            at = row(at, table);
            at = source.isSymbol(at, ',') ? at + 1 : at;
        }
        columns.clear();
    }

    private int row(int open, String table) {
        int depth = 0;
        int column = 0;
        for (int i = open; i < source.size(); i++) {
            if (source.isSymbol(i, '(')) {
                depth++;
            } else if (source.isSymbol(i, ')')) {
                depth--;
            }
            boolean starts = i == open || (depth == 1 && source.isSymbol(i, ','));
            if (starts && column < columns.size()) {
                SingleValue value = SingleValue.at(source, i + 1);
                add(null, table, List.of(columns.get(column)), value);
                column++;
            }
            if (depth == 0) {
                return i + 1;
            }
        }
        return source.size();
    }

    private void add(Scope scope, String target, List<String> column, SingleValue value) {
        if (value != null && column != null) {
            all.add(new Mention(scope, target, column, value.value()));
        }
    }

    private List<SingleValue> values(int open) {
        List<SingleValue> values = new ArrayList<>(1);
        int at = open;
        do {
            SingleValue value = SingleValue.at(source, at + 1);
            if (value == null) {
                return List.of();
            }
            values.add(value);
            at = value.next();
        } while (source.isSymbol(at, ','));
        return source.isSymbol(at, ')') ? values : List.of();
    }

    /** The column that is the whole left side of an operator; null if there is none. */
    private List<String> columnBefore(int operator) {
        int last = operator - 1;
        boolean afterDot = source.isSymbol(last - 1, '.') && source.is(last, Token.Kind.WORD);
        if (!Identifiers.isName(source, last) && !afterDot) {
            return null;
        }
        int first = Identifiers.start(source, last);
        return Identifiers.isName(source, first) && begins(first) ? parts(first, last) : null;
    }

    /** Null if one of them is not told: then it is like no other. */
    private List<String> parts(int first, int last) {
        List<String> parts = new ArrayList<>(2);
        for (int i = first; i <= last; i += 2) {
            if (!Identifiers.isPlain(source, i)) {
                return null;
            }
            parts.add(source.identifier(i));
        }
        return parts;
    }

    /** Whether a condition or an assignment can begin there. */
    private boolean begins(int i) {
        return BEFORE_CONDITION.contains(source.word(i - 1))
                || source.isSymbol(i - 1, ',')
                || (source.isSymbol(i - 1, '(') && !source.isWord(i - 2, "NOT") && !Identifiers.isName(source, i - 2));
    }

    private boolean isAssignment(int equals) {
        int first = Identifiers.start(source, equals - 1);
        return source.isWord(first - 1, "SET") || source.isSymbol(first - 1, ',');
    }

    private boolean isOperator(int i) {
        return source.is(i, Token.Kind.SYMBOL) && OPERATORS.indexOf(source.raw(i).charAt(0)) >= 0;
    }
}
