package dev.loupe.relay.postgres.protocol;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Names a backend and proves the right to cancel what it runs: process id, and a secret of 4 bytes in protocol 3.0 and of up
 * to 256 in 3.2. Immutable.
 */
public final class BackendKey {
    private final int processId;
    private final byte[] secret;

    /** Keeps its own copy. */
    public BackendKey(int processId, byte[] secret) {
        this.processId = processId;
        this.secret = secret.clone();
    }

    /** The backend, as {@code pg_stat_activity} names it. */
    public int processId() {
        return processId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BackendKey key
                && key.processId == processId
                && MessageDigest.isEqual(key.secret, secret);
    }

    @Override
    public int hashCode() {
        return 31 * processId + Arrays.hashCode(secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "BackendKey[" + processId + ']';
    }
}
