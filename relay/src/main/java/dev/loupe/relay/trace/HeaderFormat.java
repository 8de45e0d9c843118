package dev.loupe.relay.trace;

/** Headers that carry a trace context beside those of W3C, which are always read and written. */
public enum HeaderFormat {
    /** Zipkin's, read in both forms and written as the one field {@code b3}. */
    B3,
    /** Zipkin's, read in both forms and written as several fields, {@code x-b3-traceid} and so on. */
    B3_MULTI,
    /** Jaeger's {@code uber-trace-id}. */
    JAEGER
}
