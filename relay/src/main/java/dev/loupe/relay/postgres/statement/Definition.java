package dev.loupe.relay.postgres.statement;

import java.util.Set;

/** The commands {@code CREATE}, {@code ALTER} and {@code DROP}: what is defined, and how much of it may be told. */
final class Definition {
    private static final Set<String> MODIFIERS = Set.of(
            "OR", "REPLACE", "GLOBAL", "LOCAL", "TEMPORARY", "TEMP", "UNLOGGED", "UNIQUE", "RECURSIVE", "TRUSTED",
            "PROCEDURAL", "CONSTRAINT");
    private static final Set<String> KINDS = Set.of(
            "ACCESS", "AGGREGATE", "CAST", "COLLATION", "CONVERSION", "DATA", "DATABASE", "DEFAULT", "DOMAIN", "EVENT",
            "EXTENSION", "FOREIGN", "FUNCTION", "GROUP", "INDEX", "LANGUAGE", "LARGE", "MATERIALIZED", "OPERATOR", "OWNED",
            "POLICY", "PROCEDURE", "PUBLICATION", "ROLE", "ROUTINE", "RULE", "SCHEMA", "SEQUENCE", "SERVER", "STATISTICS",
            "SUBSCRIPTION", "SYSTEM", "TABLE", "TABLESPACE", "TEXT", "TRANSFORM", "TRIGGER", "TYPE", "USER", "VIEW");
    /** What follows these holds users' names or secrets. */
    private static final Set<String> NAMED_ONLY = Set.of(
            "ROLE", "USER", "GROUP", "SERVER", "SUBSCRIPTION", "POLICY", "SYSTEM", "DEFAULT", "OWNED", "DATABASE",
            "PUBLICATION");
    private static final Set<String> RELATIONS = Set.of("TABLE", "VIEW");
    private static final Set<String> ROUTINES = Set.of("FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE");
    private static final Set<String> SECRETS = Set.of("OWNER", "OWNED", "AUTHORIZATION", "PASSWORD");
    private static final Set<String> BEFORE_NAME = Set.of("IF", "NOT", "EXISTS", "CONCURRENTLY", "ONLY");

    private Definition() {}

    static Command command(Source source, String operation) {
        int kind = kind(source);
        String what = source.word(kind);
        if (!KINDS.contains(what)) {
            return new Command(operation, 0, 1, -1);
        }
        return new Command(operation, 0, NAMED_ONLY.contains(what) ? kind + 1 : told(source, what, kind), -1);
    }

    private static int told(Source source, String what, int kind) {
        boolean routine = ROUTINES.contains(what);
        for (int i = kind + 1; i < source.size(); i++) {
            String word = source.word(i);
            if (SECRETS.contains(word) || (routine && word.equals("SET"))) {
                return i + 1;
            }
        }
        return source.size();
    }

    /** Index of the word that says what is defined. */
    private static int kind(Source source) {
        int at = 1;
        while (MODIFIERS.contains(source.word(at))) {
            at++;
        }
        boolean two = source.isWord(at, "MATERIALIZED") || (source.isWord(at, "FOREIGN") && source.isWord(at + 1, "TABLE"));
        return two ? at + 1 : at;
    }

    /** Such as {@code CREATE TABLE orders}. */
    static String summary(Source source, Command command) {
        int kind = kind(source);
        String what = source.word(kind);
        if (!KINDS.contains(what)) {
            return command.operation();
        }
        String summary = command.operation() + ' ' + what;
        int name = name(source, kind);
        boolean told = name < command.told() && Identifiers.isName(source, name) && Identifiers.allPlain(source, name);
        return told ? summary + ' ' + Identifiers.qualified(source, name) : summary;
    }

    /** Index of the name of the table or view that is defined; -1 if it is something else. */
    static int relation(Source source) {
        int kind = kind(source);
        return RELATIONS.contains(source.word(kind)) ? name(source, kind) : -1;
    }

    private static int name(Source source, int kind) {
        int at = kind + 1;
        while (BEFORE_NAME.contains(source.word(at))) {
            at++;
        }
        return at;
    }
}
