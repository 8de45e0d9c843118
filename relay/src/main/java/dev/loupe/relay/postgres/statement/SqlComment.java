package dev.loupe.relay.postgres.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The context that an application has put into a comment, as sqlcommenter does:
 * {@code traceparent='00-…-01'}, its value URL-encoded (google.github.io/sqlcommenter/spec).
 */
final class SqlComment {
    private static final Pattern PAIR =
            Pattern.compile("(?<![\\w%.-])(traceparent|tracestate)\\s*=\\s*'([^'\\\\]{1,2048})'", Pattern.CASE_INSENSITIVE);
    private static final Getter GETTER = new Getter();

    private SqlComment() {}

    /** That of a statement's comments; invalid if there is none, or if there are several that disagree. */
    static SpanContext context(Source source) {
        SpanContext found = SpanContext.getInvalid();
        for (Token comment : source.comments()) {
            SpanContext context = read(source.text().substring(comment.start(), comment.end()));
            if (context.isValid() && found.isValid() && !context.equals(found)) {
                return SpanContext.getInvalid();
            }
            found = context.isValid() ? context : found;
        }
        return found;
    }

    private static SpanContext read(String comment) {
        Map<String, String> pairs = new HashMap<>();
        Matcher matcher = PAIR.matcher(comment);
        while (matcher.find()) {
            String key = matcher.group(1).toLowerCase(Locale.ROOT);
            if (pairs.putIfAbsent(key, decoded(matcher.group(2))) != null) {
                return SpanContext.getInvalid();
            }
        }
        return pairs.containsKey("traceparent")
                ? Span.fromContext(W3CTraceContextPropagator.getInstance().extract(Context.root(), pairs, GETTER))
                        .getSpanContext()
                : SpanContext.getInvalid();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static final class Getter implements TextMapGetter<Map<String, String>> {
        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
