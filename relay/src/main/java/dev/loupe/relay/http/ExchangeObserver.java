package dev.loupe.relay.http;

import io.netty.buffer.ByteBuf;
import java.util.Objects;

/**
 * Is told what happens to one request and its response, moment by moment; it has the clock, the relay has the bytes.
 * Every call comes on the exchange's event loop, in the order in which things happen, and must not block. What it throws
 * is contained: the exchange is then no longer observed, and goes on.
 */
public interface ExchangeObserver {
    /**
     * What the relay shall write into the request's head for the upstream, or null to leave it alone. Asked once, before
     * the head is sent.
     */
    default TraceFields traceFields() {
        return null;
    }

    /** An identifier that error answers of the relay carry, so that a person can find the trace; never empty. */
    String requestId();

    /**
     * The head is about to be sent.
     *
     * @param attempt 1 for the first time, more when a pooled connection had gone stale
     */
    default void upstreamStarted(int attempt) {}

    /** Content bytes of the request's body were handed to the upstream's connection. */
    default void requestContent(int bytes) {}

    /** The upstream does not take more of the body for now; the client is not read. */
    default void requestPaused() {}

    /** The upstream takes more of the body again. */
    default void requestResumed() {}

    /** The request's last byte has come from the client. */
    default void requestEnded() {}

    /** An interim response (1xx) passed. */
    default void interim(int status) {}

    /** The final response's head has come from the upstream. */
    default void responseStarted(ResponseHead head) {}

    /** Whether {@link #responseContent} wants the bytes themselves; asked after {@link #responseStarted}. */
    default boolean wantsResponseContent() {
        return false;
    }

    /**
     * Content bytes of the response's body have come from the upstream.
     *
     * @param bytes how many
     * @param content them, from the reader index, only to be looked at during the call without changing its indexes; null
     *     unless {@link #wantsResponseContent}
     */
    default void responseContent(int bytes, ByteBuf content) {}

    /** The client does not read; the upstream is not read. */
    default void responsePaused() {}

    /** The client reads again. */
    default void responseResumed() {}

    /** The response's last byte has come from the upstream. */
    default void responseEnded() {}

    /**
     * The exchange is over; the last call.
     *
     * @param end how
     */
    void ended(ExchangeEnd end);

    /**
     * Trace context for the upstream (W3C Trace Context).
     *
     * @param traceparent the field's value
     * @param dropTracestate whether the client's {@code tracestate} goes, because its {@code traceparent} was not valid
     */
    record TraceFields(String traceparent, boolean dropTracestate) {
        /** Checks that there is one. */
        public TraceFields {
            Objects.requireNonNull(traceparent, "traceparent");
        }
    }
}
