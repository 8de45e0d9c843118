package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import io.opentelemetry.api.trace.SpanContext;

/** One delivery of a message, as it is remembered. Guarded by the lock of its message. */
final class Handover extends Seen {
    final QueueRules queue;
    final String service;
    final Recurrence recurrence;
    /** Sum of the counts in {@code x-death}: grows with each death, and is never less for the same copy. */
    final int deaths;

    Settlement settlement;
    long settledNanos;
    Handover before;

    Handover(
            QueueRules queue,
            String service,
            SpanContext span,
            long nanos,
            int number,
            Recurrence recurrence,
            int deaths) {
        super(span, nanos, number);
        this.queue = queue;
        this.service = service;
        this.recurrence = recurrence;
        this.deaths = deaths;
    }

    /** Whether the broker has it back, as far as we know. */
    boolean isBack() {
        return settlement == Settlement.REQUEUED
                || settlement == Settlement.CHANNEL_CLOSED
                || settlement == Settlement.FORGOTTEN;
    }
}
