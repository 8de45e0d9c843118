package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.statement.ParsedStatement.KeyLiteral;
import dev.loupe.relay.postgres.statement.ParsedStatement.KeyParameter;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What all statements say that differ in literals and comments only.
 *
 * @param told of each of them, without its context and the values of its keys
 * @param literals where its keys stand
 */
record Shape(ParsedStatement told, List<Spot> literals) {
    /**
     * A literal that is a key.
     *
     * @param token index of it
     */
    record Spot(String kind, int token) {}

    Shape {
        literals = List.copyOf(literals);
    }

    ParsedStatement of(Source source, SpanContext carried) {
        List<KeyLiteral> values = new ArrayList<>(literals.size());
        for (Spot spot : literals) {
            LiteralText.of(source.raw(spot.token()))
                    .ifPresent(value -> values.add(new KeyLiteral(spot.kind(), value)));
        }
        if (values.isEmpty() && !carried.isValid()) {
            return told;
        }
        List<KeyParameter> keys = told.keys();
        return new ParsedStatement(
                told.text(),
                told.whole(),
                told.summary(),
                told.operation(),
                told.collection(),
                told.fingerprint(),
                told.transaction(),
                carried,
                keys,
                values);
    }
}
