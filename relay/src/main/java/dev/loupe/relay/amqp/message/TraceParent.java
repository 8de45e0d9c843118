package dev.loupe.relay.amqp.message;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.OptionalLong;

/** The headers {@code traceparent} and {@code tracestate} of a message, by W3C's Trace Context. */
final class TraceParent {
    private static final int LENGTH = 55;
    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;
    private static final int HEX = 16;
    private static final int RADIX = 36;
    private static final int LONGEST_TIME = 12;
    private static final int LONGEST_STATE = 512;
    private static final String MEMBER = "loupe=";

    private TraceParent() {}

    /** The context that both stand for; not valid if they stand for none. */
    static SpanContext read(String traceparent, String tracestate) {
        if (!isWritten(traceparent)) {
            return SpanContext.getInvalid();
        }
        int flags = Character.digit(traceparent.charAt(FLAGS + 1), HEX);
        return SpanContext.createFromRemoteParent(
                traceparent.substring(TRACE, SPAN - 1),
                traceparent.substring(SPAN, FLAGS - 1),
                (flags & 1) == 0 ? TraceFlags.getDefault() : TraceFlags.getSampled(),
                state(tracestate));
    }

    private static boolean isWritten(String text) {
        int length = text.length();
        return length >= LENGTH
                && (length == LENGTH || (text.charAt(LENGTH) == '-' && !text.startsWith("00")))
                && text.charAt(TRACE - 1) == '-'
                && text.charAt(SPAN - 1) == '-'
                && text.charAt(FLAGS - 1) == '-'
                && isHex(text, 0, 2)
                && isHex(text, FLAGS, FLAGS + 2)
                && !text.startsWith("ff");
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Without Loupe's own member, which is of this message only. */
    private static TraceState state(String text) {
        String others = withoutOwn(text);
        if (others.isEmpty() || others.length() > LONGEST_STATE) {
            return TraceState.getDefault();
        }
        var builder = TraceState.builder();
        // The builder puts each new member in front.
        for (int end = others.length(); end > 0; ) {
            int comma = others.lastIndexOf(',', end - 1);
            String member = others.substring(comma + 1, end).strip();
            int equals = member.indexOf('=');
            if (equals > 0) {
                builder.put(member.substring(0, equals), member.substring(equals + 1));
            }
            end = comma;
        }
        return builder.build();
    }

    /** The header's text for a context. */
    static String written(SpanContext context, boolean sampled) {
        return "00-" + context.getTraceId() + '-' + context.getSpanId() + (sampled ? "-01" : "-00");
    }

    /** When the message was published, in milliseconds since 1970, by the clock of the relay that it was published through. */
    static OptionalLong publishedMillis(String tracestate) {
        int at = ownAt(tracestate);
        if (at < 0) {
            return OptionalLong.empty();
        }
        long millis = 0;
        int i = at + MEMBER.length();
        int from = i;
        for (; i < tracestate.length() && i - from < LONGEST_TIME; i++) {
            int digit = Character.digit(tracestate.charAt(i), RADIX);
            if (digit < 0) {
                break;
            }
            millis = millis * RADIX + digit;
        }
        return i == from ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    /**
     * A {@code tracestate} with the time in front.
     *
     * @param others members that are there; a time among them is replaced
     */
    static String stateAt(long epochMillis, String others) {
        String own = MEMBER + Long.toString(epochMillis, RADIX);
        String rest = withoutOwn(others);
        if (rest.isEmpty()) {
            return own;
        }
        String all = own + ',' + rest;
        while (all.length() > LONGEST_STATE) {
            all = all.substring(0, all.lastIndexOf(','));
        }
        return all;
    }

    /** The members of a state as they are written. */
    static String written(TraceState state) {
        if (state.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        state.forEach((key, value) -> text.append(text.length() == 0 ? "" : ",")
                .append(key)
                .append('=')
                .append(value));
        return text.toString();
    }

    private static String withoutOwn(String text) {
        int at = ownAt(text);
        if (at < 0) {
            return text;
        }
        int end = text.indexOf(',', at);
        String before = at == 0 ? "" : text.substring(0, text.lastIndexOf(',', at));
        String after = end < 0 ? "" : text.substring(end + 1);
        return before.isEmpty() || after.isEmpty() ? before + after : before + ',' + after;
    }

    private static int ownAt(String text) {
        int at = text.indexOf(MEMBER);
        while (at > 0 && text.charAt(at - 1) != ',' && text.charAt(at - 1) != ' ') {
            at = text.indexOf(MEMBER, at + 1);
        }
        return at;
    }

    /** The 64 bits of a span's id. */
    static long bits(SpanContext context) {
        return Long.parseUnsignedLong(context.getSpanId(), HEX);
    }
}
