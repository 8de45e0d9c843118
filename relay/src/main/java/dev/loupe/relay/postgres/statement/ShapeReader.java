package dev.loupe.relay.postgres.statement;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlDialect;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlQuery;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlQueryAnalyzer;
import java.util.List;

/**
 * Makes shapes. The sanitiser of OpenTelemetry's instrumentation API has the last word on every text, but never sees one with
 * a literal: it lets constants in brackets, in {@code E''} strings, in comments and behind {@code SET} pass. Thread-safe.
 */
final class ShapeReader {
    /** In characters, as the semantic conventions demand of summaries. */
    private static final int LONGEST_SUMMARY = 255;

    /** In characters. */
    private static final int LONGEST_TEXT = 4_096;

    private final SqlQueryAnalyzer analyzer = SqlQueryAnalyzer.create(true);
    private final KeyFinder keys;

    ShapeReader(KeyFinder keys) {
        this.keys = keys;
    }

    /** @param bare as {@link BareText} makes it */
    Shape read(Source source, Command command, String bare) {
        SqlQuery query = analyzer.analyzeWithSummary(
                bare.replace(BareText.LITERAL, '?').replace(BareText.UNTOLD, '?'),
                SqlDialect.DOUBLE_QUOTES_ARE_IDENTIFIERS);
        String text = query.getQueryText() == null ? "?" : query.getQueryText();
        Tables tables = new Tables(source, command).read();
        String collection = tables.only();
        String summary = cut(Summary.of(source, command, collection, query.getQuerySummary()));
        KeyFinder.Found found = keys.in(source, tables.mentions(), summary);
        ParsedStatement told = new ParsedStatement(
                text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
                text.length() <= LONGEST_TEXT && bare.indexOf(BareText.UNTOLD) < 0,
                summary,
                command.operation(),
                collection,
                Fingerprint.of(text),
                command.transaction(source),
                SpanContext.getInvalid(),
                found.parameters(),
                List.of());
        return new Shape(told, found.literals());
    }

    private static String cut(String summary) {
        if (summary.length() <= LONGEST_SUMMARY) {
            return summary;
        }
        int space = summary.lastIndexOf(' ', LONGEST_SUMMARY);
        return summary.substring(0, space > 0 ? space : LONGEST_SUMMARY);
    }
}
