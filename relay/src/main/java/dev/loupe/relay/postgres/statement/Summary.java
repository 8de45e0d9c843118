package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.statement.ParsedStatement.TransactionControl;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code db.query.summary}: operations and what they are done to, in the order in which they stand in the text. */
final class Summary {
    private static final Set<String> QUERIES =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "CALL", "TRUNCATE", "LOCK");
    private static final Set<String> DEFINITIONS = Set.of("CREATE", "ALTER", "DROP");
    private static final Set<String> AROUND_QUERIES = Set.of("EXPLAIN", "DECLARE", "PREPARE");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.\"$ -]+");

    private static final Pattern KEYWORD = Pattern.compile(
            "(?<![^ ])(select|insert|update|delete|merge|values|call|truncate|lock|table|explain|declare|prepare)(?![^ ])",
            Pattern.CASE_INSENSITIVE);

    private Summary() {}

    /** However a keyword is written, it is the same statement. */
    private static String inCapitals(String analyzed) {
        return KEYWORD.matcher(analyzed).replaceAll(keyword -> keyword.group().toUpperCase(Locale.ROOT));
    }

    /** @param analyzed what the sanitiser says; may be null */
    static String of(Source source, Command command, String collection, String analyzed) {
        String operation = command.operation();
        boolean plain = analyzed != null && PLAIN.matcher(analyzed).matches();
        if (DEFINITIONS.contains(operation)) {
            return Definition.summary(source, command);
        }
        if (plain && QUERIES.contains(operation)) {
            return inCapitals(analyzed);
        }
        if (plain && AROUND_QUERIES.contains(operation)) {
            String query = inCapitals(analyzed);
            return query.startsWith(operation) ? query : operation + ' ' + query;
        }
        if (operation.equals("ROLLBACK") && command.transaction(source) == TransactionControl.NONE) {
            return "ROLLBACK TO SAVEPOINT";
        }
        return collection.isEmpty() ? operation : operation + ' ' + collection;
    }
}
