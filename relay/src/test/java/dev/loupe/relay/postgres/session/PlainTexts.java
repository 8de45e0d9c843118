package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.protocol.SqlText;
import dev.loupe.relay.postgres.statement.ParsedStatement;
import dev.loupe.relay.postgres.statement.ParsedStatement.KeyParameter;
import dev.loupe.relay.postgres.statement.ParsedStatement.TransactionControl;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the plain statements of these tests, so that they do not depend on how well real ones are understood. */
final class PlainTexts implements Function<SqlText, List<ParsedStatement>> {
    private static final Pattern TABLE = Pattern.compile("(?i)\\b(?:FROM|INTO|UPDATE|COPY|TABLE)\\s+([a-z_]+)");
    private static final Pattern ORDER = Pattern.compile("(?i)\\border(?:_id)?\\s*=\\s*\\$(\\d+)");
    private static final Pattern CARRIED = Pattern.compile("traceparent='00-(\\w{32})-(\\w{16})-\\w\\w'");

    private final Map<SqlText, List<ParsedStatement>> known = new ConcurrentHashMap<>();

    @Override
    public List<ParsedStatement> apply(SqlText text) {
        return known.computeIfAbsent(text, unknown -> Stream.of(unknown.text().split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .map(PlainTexts::parsed)
                .toList());
    }

    private static ParsedStatement parsed(String statement) {
        String sanitised = statement.replaceAll("/\\*.*?\\*/", "").strip().replaceAll("'[^']*'|(?<![$\\w])\\d+", "?");
        String operation = sanitised.split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
        Matcher table = TABLE.matcher(sanitised);
        String collection = table.find() ? table.group(1) : "";
        return new ParsedStatement(
                sanitised,
                collection.isEmpty() ? operation : operation + ' ' + collection,
                operation,
                collection,
                "%016x".formatted(sanitised.hashCode() & 0xffffffffL),
                control(sanitised.toUpperCase(Locale.ROOT)),
                carried(statement),
                ORDER.matcher(sanitised)
                        .results()
                        .map(found -> new KeyParameter("order", Integer.parseInt(found.group(1))))
                        .toList());
    }

    private static TransactionControl control(String text) {
        if (text.startsWith("BEGIN") || text.startsWith("START")) {
            return TransactionControl.BEGIN;
        }
        if (text.startsWith("COMMIT") || text.startsWith("END")) {
            return TransactionControl.COMMIT;
        }
        return text.startsWith("ROLLBACK") && !text.contains(" TO ")
                ? TransactionControl.ROLLBACK
                : TransactionControl.NONE;
    }

    private static SpanContext carried(String statement) {
        Matcher found = CARRIED.matcher(statement);
        return found.find()
                ? SpanContext.createFromRemoteParent(
                        found.group(1), found.group(2), TraceFlags.getSampled(), TraceState.getDefault())
                : SpanContext.getInvalid();
    }
}
