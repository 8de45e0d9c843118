package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import io.opentelemetry.api.trace.SpanContext;

/** One publish of a message, as it is remembered. Guarded by the lock of its message. */
final class Publish extends Seen {
    /** What it is beside an earlier publish of the same message to the same destination. */
    enum Kind {
        /** There is none. */
        FIRST,
        /** There is one that the broker has, or may still confirm. */
        AGAIN,
        /** There are some, of which the publisher does not know that the broker has taken any. */
        RETRY,
        /** A consumer has the message in its hands, and publishes it on. */
        PASSED_ON
    }

    final String destination;
    final String service;
    final Kind kind;
    Outcome outcome;
    long settledNanos;
    boolean resolved;
    Publish before;

    Publish(String destination, String service, SpanContext span, long nanos, int number, Kind kind) {
        super(span, nanos, number);
        this.destination = destination;
        this.service = service;
        this.kind = kind;
    }

    boolean isPending() {
        return outcome == null;
    }

    /** Whether the broker is known to have it. */
    boolean isTaken() {
        return outcome == Outcome.CONFIRMED || outcome == Outcome.COMMITTED || outcome == Outcome.SENT;
    }

    /** Whether it was told to be lost, or perhaps lost. */
    boolean isMissing() {
        return outcome == Outcome.NACKED || outcome == Outcome.UNROUTABLE || isUncertain();
    }

    /** Whether the broker may have it or not. */
    boolean isUncertain() {
        return outcome == Outcome.CHANNEL_CLOSED || outcome == Outcome.CONNECTION_CLOSED || outcome == Outcome.UNKNOWN;
    }
}
