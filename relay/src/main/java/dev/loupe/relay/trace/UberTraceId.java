package dev.loupe.relay.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jaeger's {@code uber-trace-id}: trace, span, parent and flags in hexadecimal, of which leading zeros may be missing. */
final class UberTraceId {
    static final String FIELD = "uber-trace-id";

    private static final Pattern WRITTEN =
            Pattern.compile("([0-9a-f]{1,32}):([0-9a-f]{1,16}):([0-9a-f]{1,16}):([0-9a-f]{1,2})");
    private static final int SAMPLED = 1;

    private UberTraceId() {}

    /** The context that a field's value stands for; not valid if it stands for none. */
    static SpanContext read(String value) {
        // Some clients write every header's value percent-encoded.
        Matcher written = WRITTEN.matcher(value.toLowerCase(Locale.ROOT).replace("%3a", ":"));
        if (!written.matches()) {
            return SpanContext.getInvalid();
        }
        boolean sampled = (Integer.parseInt(written.group(4), 16) & SAMPLED) != 0;
        return SpanContext.createFromRemoteParent(
                padded(written.group(1), TraceId.getLength()),
                padded(written.group(2), SpanId.getLength()),
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    private static String padded(String digits, int length) {
        return "0".repeat(length - digits.length()) + digits;
    }

    /** The value for a context; the parent's place has been a zero since Jaeger stopped to read it. */
    static String written(SpanContext context) {
        return context.getTraceId() + ':' + context.getSpanId() + ":0:" + (context.isSampled() ? '1' : '0');
    }
}
