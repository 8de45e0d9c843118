package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.postgres.protocol.FrontendEvent.Parameter;
import dev.loupe.relay.postgres.statement.ParameterText;
import dev.loupe.relay.postgres.statement.ParsedStatement;
import dev.loupe.relay.postgres.statement.ParsedStatement.KeyLiteral;
import dev.loupe.relay.postgres.statement.ParsedStatement.KeyParameter;
import dev.loupe.telemetry.privacy.Pseudonyms;
import java.util.ArrayList;
import java.util.List;

/** The business keys of statements, as pseudonyms: the values go no further than this. Thread-safe. */
final class StatementKeys {
    /** A longer value is none, as on the other paths. */
    private static final int LONGEST = 256;

    private final Pseudonyms pseudonyms;

    StatementKeys(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** Those that stand in its text. */
    List<BusinessKey> of(ParsedStatement statement) {
        if (statement.literals().isEmpty()) {
            return List.of();
        }
        List<BusinessKey> keys = new ArrayList<>(statement.literals().size());
        for (KeyLiteral literal : statement.literals()) {
            add(literal.kind(), literal.value(), keys);
        }
        return keys;
    }

    /**
     * Those that stand in its text, and those among its parameters.
     *
     * @param types OIDs, as far as they are known
     */
    List<BusinessKey> of(ParsedStatement statement, List<Parameter> parameters, List<Integer> types) {
        if (statement.keys().isEmpty()) {
            return of(statement);
        }
        List<BusinessKey> keys = new ArrayList<>(of(statement));
        for (KeyParameter key : statement.keys()) {
            int index = key.index() - 1;
            if (index < parameters.size()) {
                int type = index < types.size() ? types.get(index) : 0;
                ParameterText.of(parameters.get(index), type).ifPresent(value -> add(key.kind(), value, keys));
            }
        }
        return keys;
    }

    private void add(String kind, String raw, List<BusinessKey> keys) {
        String value = raw.strip();
        if (!value.isEmpty() && value.length() <= LONGEST) {
            keys.add(new BusinessKey(kind, pseudonyms.of(kind, value)));
        }
    }
}
