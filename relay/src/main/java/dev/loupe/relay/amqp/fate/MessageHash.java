package dev.loupe.relay.amqp.fate;

import java.security.SecureRandom;

/**
 * Stands for an identifier: SipHash-2-4 (Aumasson and Bernstein, 2012) under a key of this process, over its UTF-16 code units,
 * the low byte first. Nobody outside can choose identifiers that have the same hash; two that are different have it with a
 * probability of 2<sup>-64</sup>. Thread-safe.
 */
final class MessageHash {
    private final long k0;
    private final long k1;

    MessageHash(long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    /** Under a key that nobody knows. */
    static MessageHash random() {
        SecureRandom random = new SecureRandom();
        return new MessageHash(random.nextLong(), random.nextLong());
    }

    long of(String identifier) {
        State state = new State(k0, k1);
        int length = identifier.length();
        int whole = length & ~3;
        for (int i = 0; i < whole; i += 4) {
            state.mix(identifier.charAt(i)
                    | (long) identifier.charAt(i + 1) << 16
                    | (long) identifier.charAt(i + 2) << 32
                    | (long) identifier.charAt(i + 3) << 48);
        }
        long last = (long) length << 57;
        for (int i = whole; i < length; i++) {
            last |= (long) identifier.charAt(i) << (16 * (i - whole));
        }
        state.mix(last);
        return state.finish();
    }

    /** The four words, which the compiler keeps in registers. */
    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void mix(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long finish() {
            v2 ^= 0xff;
            round();
            round();
            round();
            round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
