package dev.loupe.bench.sink;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Finds the spans in an OTLP export request by skipping through the protobuf encoding: {@code resource_spans} (1),
 * {@code scope_spans} (2), {@code spans} (2), as in opentelemetry/proto/collector/trace/v1. Nothing else is decoded.
 */
final class SpanCount {

    private static final int[] PATH = {1, 2, 2};

    private SpanCount() {}

    /**
     * The number of spans; fails with an {@link IllegalArgumentException} on bytes that are not such a message.
     *
     * @param each is given the bytes of each span
     */
    static int of(ByteBuffer message, Consumer<ByteBuffer> each) {
        return count(message, 0, each);
    }

    private static int count(ByteBuffer message, int depth, Consumer<ByteBuffer> each) {
        if (depth == PATH.length) {
            each.accept(message);
            return 1;
        }
        int[] spans = new int[1];
        Fields.of(message, (number, content) -> {
            if (number == PATH[depth]) {
                spans[0] += count(content, depth + 1, each);
            }
        });
        return spans[0];
    }
}
