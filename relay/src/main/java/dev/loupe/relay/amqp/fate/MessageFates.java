package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import dev.loupe.relay.correlation.BusinessKey;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Is told of every message that is published or delivered by the wrapped services of one process, and says what is to be
 * known of it. Thread-safe: called on any event loop, never blocks; bounded.
 */
public interface MessageFates {
    /** A message is about to be passed on to the broker. */
    Publication published(Message message);

    /**
     * A message is about to be passed on to a consumer.
     *
     * @param redelivered as the broker says
     * @param deaths of {@code x-death}, the newest first
     * @param publishedEpochNanos when it was published, as the message itself says; empty if it does not
     */
    Delivery delivered(Message message, boolean redelivered, List<Death> deaths, OptionalLong publishedEpochNanos);

    /** What is told of a message that was published. Its {@code settled} is called exactly once. */
    interface Publication {
        /**
         * The earlier publication of the same {@code message-id} to the same destination, if it was published twice. That is no
         * duplicate yet: see {@link #isDuplicate}.
         */
        Optional<SpanContext> publishedBefore();

        /** Whether its publisher had a reason to publish it again: the earlier one was refused, returned, or never confirmed. */
        default boolean isRetry() {
            return false;
        }

        /**
         * Whether the broker has it twice, without need. Known once {@link #settled} was called.
         */
        default boolean isDuplicate() {
            return false;
        }

        /** More is known of what it is about. */
        void about(List<BusinessKey> keys);

        /**
         * Its outcome is known, or will never be.
         *
         * @param detail such as a reply code; from a closed set; empty for none
         */
        void settled(Outcome outcome, String detail, long nanos);
    }

    /** What became of a publish, as far as its publisher's connection can tell. */
    enum Outcome {
        /** The broker has confirmed it. */
        CONFIRMED,
        /** Its transaction was committed. */
        COMMITTED,
        /** Its transaction was rolled back, on purpose. */
        ROLLED_BACK,
        /** The broker has refused it: {@code basic.nack}. */
        NACKED,
        /** No queue took it, which was returned only since Loupe asked for it. */
        UNROUTABLE,
        /** No queue took it, and its publisher was told so, as it had asked. */
        RETURNED,
        /** No queue took it, as it is intended with this exchange. */
        UNROUTABLE_INTENDED,
        /** The channel was closed before the confirm or the commit. */
        CHANNEL_CLOSED,
        /** The connection broke or was closed before the confirm or the commit. */
        CONNECTION_CLOSED,
        /** Published without confirm; and its channel went on, or was closed in order, so that the broker has read it. */
        SENT,
        /** Published without confirm on a channel or connection that broke: nobody can know. */
        UNKNOWN,
        /** There was no room to remember it until its outcome, or observation ended. */
        FORGOTTEN
    }

    /** What is told of a message that was delivered. Its {@code settled} is called exactly once. */
    interface Delivery {
        /** The first delivery of the same message from any queue that was seen; empty if this is the first. */
        Optional<SpanContext> first();

        /** The first delivery from this queue, if this one is a duplicate: no redelivery or dead-lettering explains it. */
        Optional<SpanContext> duplicateOf();

        /** How often the message was delivered before, from any queue, as far as that was seen. */
        int deliveredBefore();

        /** When it was published by the clock of this process; empty if it was not published through it, or too long ago. */
        OptionalLong publishedNanos();

        /** Whether it was longer in its queue than its threshold allows. */
        boolean isLate();

        /** Reasons that {@code x-death} gives for which it was lost to the queue that it was meant for, without repetitions. */
        List<String> diedOf();

        /** More is known of what it is about. */
        void about(List<BusinessKey> keys);

        /** Whether it had been told to be stuck. */
        boolean isStuck();

        /** It is no longer in the consumer's hands, or was never seen to be. */
        void settled(Settlement settlement, long nanos);
    }

    /** What a consumer did with a message. */
    enum Settlement {
        /** {@code basic.ack}. */
        ACKED,
        /** The broker took it as done when it was delivered. */
        AUTOMATIC,
        /** {@code basic.nack} or {@code basic.reject} without requeue: dropped, or dead-lettered. */
        REJECTED,
        /** {@code basic.nack} or {@code basic.reject} with requeue, or {@code basic.recover}. */
        REQUEUED,
        /** Its channel or connection was closed or broke: the broker puts it back into its queue. */
        CHANNEL_CLOSED,
        /** There was no room to remember it, or observation ended. */
        FORGOTTEN
    }
}
