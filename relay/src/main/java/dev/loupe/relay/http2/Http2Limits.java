package dev.loupe.relay.http2;

/**
 * What one HTTP/2 connection may take.
 *
 * @param maxStreams streams that are open at once
 * @param maxHead bytes of a head, as HTTP/2 counts them (RFC 9113 section 6.5.2)
 * @param window bytes that one stream may have on the way to whoever reads it
 */
public record Http2Limits(int maxStreams, int maxHead, int window) {
    private static final int DEFAULT_WINDOW = 128 * 1024;
    private static final int LEAST_WINDOW = 64 * 1024 - 1;

    /** Streams have windows of 128 KiB. */
    public Http2Limits(int maxStreams, int maxHead) {
        this(maxStreams, maxHead, DEFAULT_WINDOW);
    }

    /**
     * How much wider the connection's window has to be than it is at first, so that streams nobody reads never take from
     * the others what they need.
     */
    int connectionWindowIncrement() {
        return (int) Math.min((long) maxStreams * window, Integer.MAX_VALUE) - LEAST_WINDOW;
    }
}
