package dev.loupe.demo.ledger;

/**
 * A message that a service took from a queue.
 *
 * @param cause what is done for it is done for this; its number is one among the messages of the service
 * @param queue from which it came
 * @param id which its sender gave to it
 * @param redelivered whether the broker said that somebody had it before
 * @param settled what its receiver did with it
 * @param when from its arrival, before anybody looked at it, to that
 */
public record Got(Act.Cause cause, String queue, String id, boolean redelivered, Settled settled, Period when) {
    /** What can be done with a message. */
    public enum Settled {
        /** Done. */
        ACKED,
        /** Nobody here will ever read it. */
        REJECTED,
        /** Perhaps later. */
        REQUEUED
    }

    /** What a message from a queue is called, as the reason for something. */
    public static String from(String queue) {
        return "message from " + queue;
    }
}
