package dev.loupe.relay.amqp.protocol;

/**
 * How large a frame may be. RabbitMQ lets a payload, and not only its frame, be of {@code frame_max} bytes, and before the
 * agreement clients send more than the specification's 4,096 bytes, such as tokens in {@code start-ok}.
 */
final class FrameLimit {
    private static final int BEFORE = 1 << 20;

    private int frameMax = Integer.MAX_VALUE;
    private int largest = BEFORE;

    /** A {@code frame_max}, of which 0 means that there is none. */
    void agreed(long bytes) {
        frameMax = bytes == 0 ? Integer.MAX_VALUE : (int) Math.min(bytes, Integer.MAX_VALUE);
        largest = frameMax;
    }

    int frameMax() {
        return frameMax;
    }

    /** Bytes of a payload. */
    int largest() {
        return largest;
    }
}
