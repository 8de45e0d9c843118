package dev.loupe.relay.amqp.fate;

import io.opentelemetry.api.trace.SpanContext;

/**
 * Something that went wrong with a message, as it is counted, logged and shown.
 *
 * @param reason from a closed set: a label of metrics; empty if the kind says all
 * @param detail further words for the log; empty for none
 * @param queue empty if it has to do with none
 * @param order pseudonym; empty if it is not known
 */
record Incident(
        Kind kind,
        String reason,
        String detail,
        String destination,
        String queue,
        String order,
        SpanContext span,
        long epochNanos) {
    /** What went wrong. */
    enum Kind {
        /** Proved not to have reached the queue that it was meant for, or not to have stayed there. */
        LOST("lost"),
        /** Nobody can know whether the broker has it. */
        UNKNOWN("unknown"),
        /** There twice, or given out twice. */
        DUPLICATE("duplicate"),
        /** Too long in its queue. */
        LATE("late"),
        /** Too long in a consumer's hands. */
        STUCK("stuck");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** The reason as people read it. */
    String words() {
        return reason.replace('_', ' ');
    }
}
