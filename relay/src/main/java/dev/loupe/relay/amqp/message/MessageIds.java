package dev.loupe.relay.amqp.message;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code message-id}s for the messages of one connection that have none: UUIDs whose first half is the connection's and whose
 * second half counts. So no two are alike, as surely as no two connections draw the same 60 bits, and none costs more than its
 * 36 characters. They can be guessed, which does no harm. Not thread-safe.
 */
final class MessageIds {
    private static final long VERSION_MASK = 0xf000L;
    private static final long VERSION = 0x8000L;
    private static final long VARIANT_MASK = 0xc000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final long connection = (ThreadLocalRandom.current().nextLong() & ~VERSION_MASK) | VERSION;
    private long last = ThreadLocalRandom.current().nextLong() & ~VARIANT_MASK;

    /** RFC 9562's version 8, which is for whoever makes one to use as they like. */
    String next() {
        last++;
        return new UUID(connection, (last & ~VARIANT_MASK) | VARIANT).toString();
    }
}
