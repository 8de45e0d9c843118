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
    /** Checks what is given; that it says where, and says it once, is checked with the rest. */
    public DatabaseKey {
        column.ifPresent(name -> new KeyRule.Column(kind, name));
    }

    /** The values of keys that an item does not give. */
    public static DatabaseKey defaults() {
        return new DatabaseKey("order", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private KeyRule rule() {
        if (column.isPresent() == statement.isPresent()) {
            throw new InvalidSetting("column", "given, or else statement and parameter");
        }
        if (statement.isPresent() != parameter.isPresent()) {
            throw new InvalidSetting("parameter", "given with statement, and only then");
        }
        return column.<KeyRule>map(name -> new KeyRule.Column(kind, name))
                .orElseGet(() -> new KeyRule.Parameter(kind, statement.orElseThrow(), parameter.orElseThrow()));
    }

    static List<KeyRule> rules(List<DatabaseKey> keys) {
        List<KeyRule> rules = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            try {
                rules.add(keys.get(i).rule());
            } catch (InvalidSetting e) {
                throw new InvalidSetting("keys[" + i + "]." + e.key(), e.allowed());
            }
        }
        return rules;
    }
}
