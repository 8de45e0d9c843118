package dev.loupe.bench.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What a span says of its place, as in opentelemetry/proto/trace/v1.
 *
 * @param traceId hexadecimal
 * @param spanId hexadecimal
 * @param parentSpanId hexadecimal; empty for the root of a trace
 * @param start nanoseconds since 1970
 * @param texts its attributes that are text
 */
public record ReceivedSpan(String traceId, String spanId, String parentSpanId, long start, Map<String, String> texts) {

    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = 2;
    private static final int PARENT_SPAN_ID = 4;
    private static final int START = 7;
    private static final int ATTRIBUTES = 9;

    static ReceivedSpan of(ByteBuffer span) {
        String[] ids = {"", "", ""};
        long[] start = new long[1];
        Map<String, String> texts = new HashMap<>();
        Fields.of(span, (number, content) -> {
            switch (number) {
                case TRACE_ID -> ids[0] = hex(content);
                case SPAN_ID -> ids[1] = hex(content);
                case PARENT_SPAN_ID -> ids[2] = hex(content);
                case START ->
                    start[0] =
                            content.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong();
                case ATTRIBUTES -> attribute(content, texts);
                default -> {}
            }
        });
        return new ReceivedSpan(ids[0], ids[1], ids[2], start[0], Map.copyOf(texts));
    }

    /** {@code KeyValue}: the key (1), and the value (2), of which the text is field 1. */
    private static void attribute(ByteBuffer keyValue, Map<String, String> texts) {
        String[] pair = {"", null};
        Fields.of(keyValue, (number, content) -> {
            if (number == 1) {
                pair[0] = text(content);
            } else if (number == 2) {
                Fields.of(content, (kind, value) -> pair[1] = kind == 1 ? text(value) : null);
            }
        });
        if (pair[1] != null) {
            texts.put(pair[0], pair[1]);
        }
    }

    private static String hex(ByteBuffer content) {
        return HexFormat.of().formatHex(bytes(content));
    }

    private static String text(ByteBuffer content) {
        return new String(bytes(content), UTF_8);
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
