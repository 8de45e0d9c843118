package dev.loupe.relay.amqp.fate;

/** Where it is told that something went wrong: metrics, the log, the list. Never with a lock held. Thread-safe. */
record Teller(FateMetrics metrics, FateLog log, TroubleBook book, Clocks clocks) {
    void tell(Incident incident, Stripe stripe, Remembered message) {
        metrics.happened(incident);
        log.write(incident);
        book.add(incident, stripe, message);
    }

    void resolved(Publish publish, String how) {
        metrics.resolved(publish.destination, how);
    }
}
