package dev.loupe.relay.postgres.statement;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads which tables a statement names and which columns it sets to, or compares with, single values. It is no parser: what
 * it is not sure of it leaves out. For one statement. Not thread-safe.
 */
final class Tables {
    private static final Set<String> SUBQUERIES =
            Set.of("SELECT", "WITH", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE");
    private static final Set<String> FUNCTIONS_WITH_FROM = Set.of("EXTRACT", "SUBSTRING", "TRIM", "OVERLAY", "POSITION");
    private static final Set<String> AFTER_FROM = Set.of(
            "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "FETCH", "FOR", "WINDOW", "RETURNING", "SELECT", "VALUES");
    private static final Set<String> SET_OPERATIONS = Set.of("UNION", "INTERSECT", "EXCEPT");
    private static final Set<String> COLUMNS_FOLLOW = Set.of("CREATE", "COPY", "ANALYZE", "VACUUM");
    private static final Set<String> NO_UPDATE = Set.of("FOR", "KEY", "DO", "ON", "OR", "BEFORE", "AFTER", "THEN");

    /** A name that is not told is like no other. */
    private static final String UNTOLD = "?";

    /** What stands between two parentheses. */
    private static final class Level {
        private Scope scope;
        private Scope inserted;
        private String target;
        private boolean inFrom;
        private boolean inSet;
        private final boolean function;

        Level(Scope scope, boolean function) {
            this.scope = scope;
            this.function = function;
        }
    }

    private final Source source;
    private final Command command;
    private final Mentions mentions;
    private final Set<String> queries = new HashSet<>(0);
    private final Set<String> found = new LinkedHashSet<>(2);
    private final Deque<Level> levels = new ArrayDeque<>();
    private Level level = new Level(new Scope(null), false);

    Tables(Source source, Command command) {
        this.source = source;
        this.command = command;
        mentions = new Mentions(source);
    }

    /** Reads it; to be called once, first. */
    Tables read() {
        withQueries();
        int named = ownName();
        if (named >= 0) {
            table(named);
        }
        for (int i = 0; i < Math.min(command.told(), source.size()); i++) {
            if (source.is(i, Token.Kind.SYMBOL)) {
                symbol(i);
            } else if (source.is(i, Token.Kind.WORD)) {
                word(i, source.word(i));
            }
        }
        return this;
    }

    /** The table, if it is exactly one; else empty. */
    String only() {
        String first = found.isEmpty() ? UNTOLD : found.iterator().next();
        return found.size() > 1 || first.equals(UNTOLD) ? "" : first;
    }

    List<Mention> mentions() {
        return mentions.all();
    }

    private void withQueries() {
        boolean with = false;
        for (int i = 0; i < source.size(); i++) {
            with = with || source.isWord(i, "WITH");
            if (with && source.isWord(i, "AS") && beginsBody(i + 1)) {
                int name = source.isSymbol(i - 1, ')') ? opening(i - 1) - 1 : i - 1;
                if (Identifiers.isName(source, name)) {
                    queries.add(source.identifier(name));
                }
            }
        }
    }

    private boolean beginsBody(int i) {
        int at = source.isWord(i, "NOT") ? i + 1 : i;
        return source.isSymbol(source.isWord(at, "MATERIALIZED") ? at + 1 : at, '(');
    }

    private int opening(int close) {
        int at = close;
        while (at > 0 && !source.isSymbol(at, '(')) {
            at--;
        }
        return at;
    }

    /** Where the table stands that the command itself names without a FROM or INTO. */
    private int ownName() {
        return switch (command.operation()) {
            case "CREATE", "ALTER", "DROP" -> Definition.relation(source);
            case "TRUNCATE", "LOCK", "ANALYZE", "VACUUM" -> source.isWord(1, "TABLE") ? 2 : 1;
            case "COPY", "TABLE" -> command.verb() + 1;
            default -> -1;
        };
    }

    private void symbol(int i) {
        if (source.isSymbol(i, '(')) {
            levels.push(level);
            level = new Level(
                    isSubquery(i + 1) ? new Scope(level.scope) : level.scope,
                    FUNCTIONS_WITH_FROM.contains(source.word(i - 1)));
        } else if (source.isSymbol(i, ')')) {
            level = levels.isEmpty() ? level : levels.pop();
            derived(source.isWord(i + 1, "AS") ? i + 2 : i + 1);
        } else if (source.isSymbol(i, ',') && level.inFrom) {
            table(i + 1);
        } else if (source.isSymbol(i, '=')) {
            mentions.equality(i, level.scope, level.inSet ? level.target : null);
        }
    }

    private boolean isSubquery(int i) {
        int at = i;
        while (source.isSymbol(at, '(')) {
            at++;
        }
        return SUBQUERIES.contains(source.word(at));
    }

    /** The name of a subquery or function hides a table that is called so farther out. */
    private void derived(int name) {
        if (level.inFrom && Identifiers.isName(source, name)) {
            level.scope.add(source.identifier(name), Scope.NO_TABLE);
        }
    }

    private void word(int i, String word) {
        switch (word) {
            case "FROM" -> from(i);
            case "JOIN" -> table(i + 1);
            case "INTO" -> into(i);
            case "USING" -> using(i);
            case "UPDATE" -> update(i);
            case "IN" -> mentions.list(i, level.scope);
            case "SET" -> level.inSet = true;
            case "CONFLICT" -> level.scope = level.inserted == null ? level.scope : level.inserted;
            case "VALUES" -> mentions.rows(i, level.target);
            default -> {}
        }
        if (word.equals("SELECT") && level.inserted != null) {
            level.scope = new Scope(level.scope.outer());
        }
        if (SET_OPERATIONS.contains(word)) {
            level.scope = new Scope(level.scope.outer());
            level.inFrom = false;
        }
        if (AFTER_FROM.contains(word)) {
            level.inFrom = false;
            level.inSet = false;
        }
    }

    private void from(int i) {
        level.inSet = false;
        boolean predicate = source.isWord(i - 1, "DISTINCT") && isPredicate(i - 2);
        boolean copy = command.operation().equals("COPY") && levels.isEmpty();
        if (!level.function && !predicate && !copy) {
            level.inFrom = true;
            table(i + 1);
        }
    }

    /** Whether the DISTINCT after it is that of {@code IS [NOT] DISTINCT FROM}. */
    private boolean isPredicate(int i) {
        return source.isWord(i, "IS") || source.isWord(i, "NOT");
    }

    private void into(int i) {
        boolean insert = source.isWord(i - 1, "INSERT");
        if (insert || source.isWord(i - 1, "MERGE")) {
            level.target = table(i + 1);
            level.inserted = insert ? level.scope : null;
            if (insert && level.target != null) {
                mentions.columns(Identifiers.end(source, i + 1));
            }
        }
    }

    private void using(int i) {
        if ((command.operation().equals("DELETE") || command.operation().equals("MERGE"))
                && !source.isSymbol(i + 1, '(')) {
            level.inFrom = true;
            table(i + 1);
        }
    }

    private void update(int i) {
        if (!NO_UPDATE.contains(source.word(i - 1))) {
            level.target = table(i + 1);
        }
    }

    /** The table that is named from there on; null if it is none. */
    private String table(int from) {
        int at = from;
        while (source.isWord(at, "ONLY") || source.isWord(at, "LATERAL") || source.isSymbol(at, '(')) {
            at++;
        }
        if (!Identifiers.isName(source, at)) {
            return null;
        }
        int end = Identifiers.end(source, at);
        String name = Identifiers.qualified(source, at);
        boolean table = isTable(at, end);
        boolean plain = Identifiers.allPlain(source, at);
        level.scope.add(alias(end), table && plain ? name : Scope.NO_TABLE);
        if (table) {
            found.add(plain ? name : UNTOLD);
        }
        return table && plain ? name : null;
    }

    private boolean isTable(int from, int end) {
        boolean mayBeCall = !source.isWord(from - 1, "INTO") && !COLUMNS_FOLLOW.contains(command.operation());
        return !(mayBeCall && source.isSymbol(end, '('))
                && !(end == from + 1 && queries.contains(source.identifier(from)));
    }

    private String alias(int end) {
        int at = source.isSymbol(end, '*') ? end + 1 : end;
        at = source.isWord(at, "AS") ? at + 1 : at;
        int name = Identifiers.isName(source, at) ? at : end - 1;
        return Identifiers.isPlain(source, name) ? source.identifier(name) : UNTOLD;
    }
}
