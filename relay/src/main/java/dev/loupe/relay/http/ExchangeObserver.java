package dev.loupe.relay.http;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Objects;

/**
 * Is told what happens to one request and its response, moment by moment; it has the clock, the relay has the bytes.
 * Every call comes on the exchange's event loop, in the order in which things happen, and must not block. What it throws
 * is contained: the exchange is then no longer observed, and goes on.
 */
public interface ExchangeObserver {
    /**
     * What the relay shall write into the request's head for the upstream, or null to leave it alone. Asked once, when
     * the head goes.
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

    /**
     * Whether {@link #requestContent} wants the bytes themselves; asked when the head has come and after each run of
     * content.
     */
    default boolean wantsRequestContent() {
        return false;
    }

    /**
     * Content bytes of the request's body have come from the client.
     *
     * @param bytes how many
     * @param content them, from the reader index, only to be looked at during the call without changing its indexes; null
     *     unless {@link #wantsRequestContent}
     */
    default void requestContent(int bytes, ByteBuf content) {}

    /**
     * Whether the request's head waits, so that what its body says can still go into it. Asked before a head with a body
     * is sent and after each run of content. The head goes at last with the body's end, after 64 KiB, or after
     * {@link HttpRelaySettings#hold}; one with {@code Expect: 100-continue} never waits.
     */
    default boolean holdsHead() {
        return false;
    }

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

    /**
     * The connection becomes a tunnel: the upstream has switched protocols, or took the connection that
     * {@code CONNECT} asked for. From now on {@link #tunnelled} is told of the bytes, and when both sides are done the
     * exchange ends whole.
     */
    default void tunnelBegun() {}

    /**
     * Bytes have come out of a tunnel's side.
     *
     * @param bytes how many, at least 1
     * @param fromClient whether from the client, else from the upstream
     */
    default void tunnelled(int bytes, boolean fromClient) {}

    /** The response's last byte has come from the upstream. */
    default void responseEnded() {}

    /**
     * The exchange is over; the last call.
     *
     * @param end how
     */
    void ended(ExchangeEnd end);

    /**
     * This observer has thrown, and is told nothing more of an exchange that goes on: it lets go of what it holds for it.
     */
    default void abandoned() {}

    /**
     * Trace context for the upstream (W3C Trace Context).
     *
     * @param traceparent the field's value
     * @param dropTracestate whether the client's {@code tracestate} goes, because its {@code traceparent} was not valid
     * @param more further fields to set, each in place of those of its name
     */
    record TraceFields(String traceparent, boolean dropTracestate, List<Field> more) {
        /** Keeps its own copy. */
        public TraceFields {
            Objects.requireNonNull(traceparent, "traceparent");
            more = List.copyOf(more);
        }

        /** Only those of W3C. */
        public TraceFields(String traceparent, boolean dropTracestate) {
            this(traceparent, dropTracestate, List.of());
        }
    }

    /**
     * A field that the relay sets.
     *
     * @param name in lower case
     * @param value visible ASCII, blanks and tabs; not empty
     */
    record Field(String name, String value) {
        /** Refuses what would not be one field. */
        public Field {
            if (name.isEmpty() || !name.chars().allMatch(c -> c == '-' || c == '_' || isLowerOrDigit(c))) {
                throw new IllegalArgumentException("not a field's name in lower case");
            }
            if (value.isBlank() || !value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))) {
                throw new IllegalArgumentException("not a field's value: " + name);
            }
        }

        private static boolean isLowerOrDigit(int c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        }
    }
}
