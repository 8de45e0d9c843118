package dev.loupe.relay.postgres.session;

/**
 * What statements have in common that share an implicit transaction: those of one simple query, or of one pipeline up to its
 * Sync (PostgreSQL manual, "Multiple Statements In A Simple Query" and "Pipelining"). Any thread may ask it.
 */
final class Batch {
    private volatile Belonging belonging = Belonging.UNKNOWN;

    Belonging belonging() {
        return belonging;
    }

    void belongs(Belonging now) {
        belonging = now;
    }
}
