package dev.loupe.console.web.page;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A named value of a span.
 *
 * @param value as it was recorded
 * @param reading the same for people; empty if the value needs no help
 */
record Field(String name, String value, String reading) {
    private static final double NANOS = 1e9;

    /** The span's own facts, and then its attributes by name. */
    static List<Field> of(SpanData span, Times times) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("span id", span.getSpanId(), ""));
        if (span.getParentSpanContext().isValid()) {
            fields.add(new Field("parent span id", span.getParentSpanId(), ""));
        }
        fields.add(new Field("kind", span.getKind().name().toLowerCase(Locale.ROOT), ""));
        fields.add(new Field("start", times.full(span.getStartEpochNanos()), ""));
        fields.add(new Field("duration", Amounts.exactDuration(Timing.totalOf(span)), ""));
        fields.add(new Field("service.name", serviceOf(span), ""));
        fields.addAll(of(span.getAttributes()));
        return fields;
    }

    /** By name. */
    static List<Field> of(Attributes attributes) {
        List<Field> fields = new ArrayList<>();
        attributes.forEach(
                (key, value) -> fields.add(new Field(key.getKey(), plain(value), reading(key.getKey(), value))));
        fields.sort(Comparator.comparing(Field::name));
        return fields;
    }

    static String serviceOf(SpanData span) {
        Object service = span.getResource().getAttribute(AttributeKey.stringKey("service.name"));
        return service == null ? "" : service.toString();
    }

    private static String plain(Object value) {
        return value instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).toPlainString()
                : value.toString();
    }

    private static String reading(String name, Object value) {
        if (value instanceof Double seconds && name.endsWith("_seconds")) {
            return Amounts.duration(Math.round(seconds * NANOS));
        }
        boolean isSize = name.endsWith("_bytes") || name.endsWith(".size");
        return value instanceof Long bytes && isSize && bytes >= 1_000 ? Amounts.bytes(bytes) : "";
    }
}
