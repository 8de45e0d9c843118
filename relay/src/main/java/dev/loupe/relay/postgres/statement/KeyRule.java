package dev.loupe.relay.postgres.statement;

import dev.loupe.telemetry.InvalidSetting;
import dev.loupe.telemetry.privacy.Pseudonyms;
import java.util.regex.Pattern;

/** Where a business key stands in statements. */
public sealed interface KeyRule {
    /** Of the key, such as {@code order}. */
    String kind();

    /**
     * What a column is set to in an {@code INSERT} or {@code UPDATE}, or compared with by {@code =} or {@code IN}.
     *
     * @param column {@code table.column}, or {@code schema.table.column} for a table that statements name with its schema;
     *     as PostgreSQL keeps them, that is, in small letters unless they were quoted
     */
    record Column(String kind, String column) implements KeyRule {
        private static final Pattern QUALIFIED = Pattern.compile("[^.\\s]+(\\.[^.\\s]+){1,2}");

        /** Checks both. */
        public Column {
            checkKind(kind);
            if (!QUALIFIED.matcher(column).matches()) {
                throw new InvalidSetting("column", "table.column or schema.table.column");
            }
        }
    }

    /**
     * A parameter of statements of a certain summary.
     *
     * @param statement glob of query summaries, as {@link StatementNames} has them
     * @param parameter 1 for {@code $1}, up to 65,535
     */
    record Parameter(String kind, String statement, int parameter) implements KeyRule {
        /** Checks ranges. */
        public Parameter {
            checkKind(kind);
            if (statement.isBlank()) {
                throw new InvalidSetting("statement", "a glob of query summaries");
            }
            InvalidSetting.unlessWithin("parameter", parameter, 1, 65_535);
        }
    }

    private static void checkKind(String kind) {
        if (!Pseudonyms.isKind(kind)) {
            throw new InvalidSetting("kind", "a kind of business key, such as order");
        }
    }
}
