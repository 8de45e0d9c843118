package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.statement.ParsedStatement.TransactionControl;
import java.util.Set;

/**
 * Which SQL command a statement is, and how much of its text may be told. Whatever is no command of PostgreSQL (manual, "SQL
 * Commands") is not told at all, since it may be anything.
 *
 * @param operation such as {@code SELECT}; of a {@code WITH}, that of its main part
 * @param verb index of the token from which the operation's own text begins
 * @param told how many tokens from the first on may be told
 * @param hidden index of a name that may be different each time; -1 for none
 */
record Command(String operation, int verb, int told, int hidden) {
    /** The operation of what is no command. */
    static final String OTHER = "_OTHER";

    private static final Set<String> QUERIES =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "TABLE");
    private static final Set<String> TOLD = Set.of(
            "EXPLAIN", "COPY", "CALL", "TRUNCATE", "LOCK", "ANALYZE", "ANALYSE", "VACUUM", "CLUSTER", "REINDEX", "REFRESH",
            "CHECKPOINT", "SHOW", "BEGIN", "COMMIT", "END", "ABORT", "ROLLBACK", "DISCARD", "RESET");
    /** Their rest holds names of users, secrets, or names that are new each time. */
    private static final Set<String> NAMED_ONLY = Set.of(
            "DO", "GRANT", "REVOKE", "REASSIGN", "SECURITY", "IMPORT", "LOAD", "NOTIFY", "LISTEN", "UNLISTEN", "FETCH",
            "MOVE", "CLOSE", "DEALLOCATE", "EXECUTE", "SAVEPOINT", "RELEASE", "COMMENT");

    static Command of(Source source) {
        int first = 0;
        while (source.isSymbol(first, '(')) {
            first++;
        }
        String word = source.word(first);
        int all = source.size();
        if (QUERIES.contains(word)) {
            return new Command(word, first, all, -1);
        }
        if (word.equals("WITH")) {
            return with(source, first);
        }
        if (first > 0) {
            return other();
        }
        if (NAMED_ONLY.contains(word)) {
            return new Command(word, 0, 1, -1);
        }
        return switch (word) {
            case "CREATE", "ALTER", "DROP" -> Definition.command(source, word);
            case "SET" -> new Command(word, 0, SetCommand.told(source), -1);
            case "START" -> source.isWord(1, "TRANSACTION") ? two(source, "START TRANSACTION") : other();
            case "PREPARE" ->
                source.isWord(1, "TRANSACTION")
                        ? two(source, "PREPARE TRANSACTION")
                        : new Command(word, 0, all, 1);
            case "DECLARE" -> new Command(word, 0, all, 1);
            case "ROLLBACK", "COMMIT" -> end(source, word);
            default -> TOLD.contains(word) ? new Command(word, 0, all, -1) : other();
        };
    }

    private static Command other() {
        return new Command(OTHER, 0, 0, -1);
    }

    private static Command two(Source source, String operation) {
        return new Command(operation, 0, source.size(), -1);
    }

    private static Command end(Source source, String word) {
        if (source.isWord(1, "PREPARED")) {
            return two(source, word + " PREPARED");
        }
        int to = savepoint(source);
        return new Command(word, 0, to > 0 ? to + 1 : source.size(), -1);
    }

    private static Command with(Source source, int first) {
        int depth = 0;
        for (int i = first + 1; i < source.size(); i++) {
            if (source.isSymbol(i, '(')) {
                depth++;
            } else if (source.isSymbol(i, ')')) {
                depth--;
            } else if (depth == 0 && QUERIES.contains(source.word(i))) {
                return new Command(source.word(i), i, source.size(), -1);
            }
        }
        return new Command("WITH", first, source.size(), -1);
    }

    /** Index of the TO of a ROLLBACK TO SAVEPOINT, or of its SAVEPOINT; -1 if it is none. */
    private static int savepoint(Source source) {
        for (int i = 1; i < Math.min(3, source.size()); i++) {
            if (source.isWord(i, "TO")) {
                return source.isWord(i + 1, "SAVEPOINT") ? i + 1 : i;
            }
        }
        return -1;
    }

    TransactionControl transaction(Source source) {
        return switch (operation) {
            case "BEGIN", "START TRANSACTION" -> TransactionControl.BEGIN;
            case "COMMIT", "END", "PREPARE TRANSACTION" -> TransactionControl.COMMIT;
            case "ROLLBACK", "ABORT" -> savepoint(source) > 0 ? TransactionControl.NONE : TransactionControl.ROLLBACK;
            default -> TransactionControl.NONE;
        };
    }
}
