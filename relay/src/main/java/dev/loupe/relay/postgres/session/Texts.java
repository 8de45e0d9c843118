package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.protocol.FrontendEvent.Parameter;
import dev.loupe.relay.postgres.protocol.SqlText;
import dev.loupe.relay.postgres.statement.ParsedStatement;
import dev.loupe.relay.correlation.BusinessKey;
import java.util.List;

/** Knows what statements' texts and parameters mean. Thread-safe. */
interface Texts {
    /** The statements of a text; none if it is empty. */
    List<ParsedStatement> of(SqlText text);

    /**
     * The business keys among a statement's parameters.
     *
     * @param types OIDs, as far as they are known
     */
    List<BusinessKey> keys(ParsedStatement statement, List<Parameter> parameters, List<Integer> types);
}
