package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.statement.ParsedStatement;
import dev.loupe.relay.postgres.statement.ParsedStatement.TransactionControl;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/** What is run although nobody has sent a text for it, or the text is no longer known. */
final class Implied {
    /** A prepared statement or portal that there was no room to remember. */
    static final ParsedStatement UNKNOWN = statement("", "statement", KnownStatements.OTHER);

    /** A FunctionCall, which names a function by a number. */
    static final ParsedStatement FUNCTION_CALL = statement("", "function call", "CALL");

    /** The commit of an implicit transaction, at a Sync. */
    static final ParsedStatement COMMIT = statement("", "implicit COMMIT", "COMMIT");

    private Implied() {}

    private static ParsedStatement statement(String text, String summary, String operation) {
        String fingerprint = "%016x".formatted((long) summary.hashCode());
        return new ParsedStatement(
                text,
                summary,
                operation,
                "",
                fingerprint,
                TransactionControl.NONE,
                SpanContext.getInvalid(),
                List.of());
    }
}
