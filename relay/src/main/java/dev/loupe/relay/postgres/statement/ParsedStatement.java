package dev.loupe.relay.postgres.statement;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/**
 * One statement, as far as it may be told. Immutable; shared by all sessions that run it.
 *
 * @param text sanitised: no literal is in it; at most 4,096 characters
 * @param whole whether the text is all that PostgreSQL got, but for its literals and comments
 * @param summary such as {@code SELECT orders}; names spans, so from a set that is bounded by the cache
 * @param operation such as {@code SELECT}, in capital letters
 * @param collection the table, if there is exactly one; empty otherwise
 * @param fingerprint 16 hex digits of a hash of the sanitised text, the same in every process
 * @param transaction what it does to the transaction that it is in
 * @param carried the context in its comment (sqlcommenter); invalid if there is none
 * @param keys which of its parameters are business keys
 * @param literals business keys that stand in its text as literals
 */
public record ParsedStatement(
        String text,
        boolean whole,
        String summary,
        String operation,
        String collection,
        String fingerprint,
        TransactionControl transaction,
        SpanContext carried,
        List<KeyParameter> keys,
        List<KeyLiteral> literals) {
    /** Copies the keys. */
    public ParsedStatement {
        keys = List.copyOf(keys);
        literals = List.copyOf(literals);
    }

    /** A whole one without a key that is a literal. */
    public ParsedStatement(
            String text,
            String summary,
            String operation,
            String collection,
            String fingerprint,
            TransactionControl transaction,
            SpanContext carried,
            List<KeyParameter> keys) {
        this(text, true, summary, operation, collection, fingerprint, transaction, carried, keys, List.of());
    }

    /** What a statement does to its transaction. */
    public enum TransactionControl {
        /** {@code BEGIN}, {@code START TRANSACTION}. */
        BEGIN,
        /** {@code COMMIT}, {@code END}, {@code PREPARE TRANSACTION}. */
        COMMIT,
        /** {@code ROLLBACK}, {@code ABORT}; not to a savepoint. */
        ROLLBACK,
        /** Anything else. */
        NONE
    }

    /**
     * A parameter that is a business key.
     *
     * @param kind such as {@code order}
     * @param index of the parameter, 1 for {@code $1}
     */
    public record KeyParameter(String kind, int index) {}

    /**
     * A literal that is a business key, for its pseudonym only.
     *
     * @param kind such as {@code order}
     * @param value as another path would see it; must never be told
     */
    public record KeyLiteral(String kind, String value) {
        /** Tells the kind only. */
        @Override
        public String toString() {
            return kind;
        }
    }
}
