package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.statement.ParsedStatement.TransactionControl;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * {@code db.query.summary}: operations, in capital letters however they were written, and what they are done to, in the order in
 * which they stand in the text.
 */
final class Summary {
    private static final Set<String> QUERIES =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "CALL", "TRUNCATE", "LOCK");
    private static final Set<String> DEFINITIONS = Set.of("CREATE", "ALTER", "DROP");
    private static final Set<String> AROUND_QUERIES = Set.of("EXPLAIN", "DECLARE", "PREPARE");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.\"$ -]+");

    private static final Pattern NEEDLESSLY_QUOTED = Pattern.compile("\"([a-z_][a-z0-9_]*)\"");

    private Summary() {}

    /** @param analyzed what the sanitiser says; may be null */
    static String of(Source source, Command command, String collection, String analyzed) {
        String operation = command.operation();
        boolean plain = analyzed != null && PLAIN.matcher(analyzed).matches();
        if (DEFINITIONS.contains(operation)) {
            return Definition.summary(source, command);
        }
        if (plain && QUERIES.contains(operation)) {
            return spelled(analyzed);
        }
        if (plain && AROUND_QUERIES.contains(operation)) {
            String told = spelled(analyzed);
            return told.startsWith(operation) ? told : operation + ' ' + told;
        }
        if (operation.equals("ROLLBACK") && command.transaction(source) == TransactionControl.NONE) {
            return "ROLLBACK TO SAVEPOINT";
        }
        return collection.isEmpty() ? operation : operation + ' ' + collection;
    }

    /** One statement has one name: it is a label, and somebody looks for it. */
    private static String spelled(String analyzed) {
        StringJoiner words = new StringJoiner(" ");
        for (String word : analyzed.split(" ")) {
            String capitals = word.toUpperCase(Locale.ROOT);
            boolean operation = QUERIES.contains(capitals) || AROUND_QUERIES.contains(capitals);
            words.add(operation ? capitals : NEEDLESSLY_QUOTED.matcher(word).replaceAll("$1"));
        }
        return words.toString();
    }
}
