package dev.loupe.relay.amqp.fate;

/**
 * What holds for the messages of a queue.
 *
 * @param lateNanos how long one may be in it
 * @param stuck who watches that none is kept too long
 * @param delays whether messages expire in it on purpose
 */
record QueueRules(String name, long lateNanos, StuckList stuck, boolean delays) {}
