package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.relay.postgres.statement.KeyRule;
import dev.loupe.telemetry.InvalidSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a business key stands in statements: in a column, or as a parameter of certain statements.
 *
 * @param kind of the key, one that is declared
 * @param column {@code table.column} that it is put into, or compared with
 * @param statement glob of query summaries, such as {@code UPDATE prices*}
 * @param parameter its number, 1 for {@code $1}
 */
public record DatabaseKey(
        @Given String kind, Optional<String> column, Optional<String> statement, Optional<Integer> parameter) {
    /** Checks that it says where, and says it once. */
    public DatabaseKey {
        if (column.isPresent() == statement.isPresent()) {
            throw new InvalidSetting("column", "given, or else statement and parameter");
        }
        if (statement.isPresent() != parameter.isPresent()) {
            throw new InvalidSetting("parameter", "given with statement, and only then");
        }
        rule(kind, column, statement, parameter);
    }

    /** The values of keys that an item does not give. */
    public static DatabaseKey defaults() {
        return new DatabaseKey("order", Optional.of("orders.id"), Optional.empty(), Optional.empty());
    }

    private static KeyRule rule(
            String kind, Optional<String> column, Optional<String> statement, Optional<Integer> parameter) {
        return column.<KeyRule>map(name -> new KeyRule.Column(kind, name))
                .orElseGet(() -> new KeyRule.Parameter(kind, statement.orElseThrow(), parameter.orElseThrow()));
    }

    static List<KeyRule> rules(List<DatabaseKey> keys) {
        List<KeyRule> rules = new ArrayList<>();
        keys.forEach(key -> rules.add(rule(key.kind(), key.column(), key.statement(), key.parameter())));
        return rules;
    }
}
