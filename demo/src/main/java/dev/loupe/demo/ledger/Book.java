package dev.loupe.demo.ledger;

/** Is told by a service what it did. Thread-safe. */
public interface Book {
    /** Forgets everything: for a service that runs alone. */
    Book NONE = new Book() {
        @Override
        public void handled(Taken request) {}

        @Override
        public void did(Act act) {}

        @Override
        public void ran(Ran statement) {}

        @Override
        public void sent(Sent message) {}

        @Override
        public void got(Got message) {}
    };

    /** A request has been answered. */
    void handled(Taken request);

    /** Something is about to be done for a request. */
    void did(Act act);

    /** A statement has been run for a request, or failed. */
    void ran(Ran statement);

    /** A message has been published, or could not be. */
    void sent(Sent message);

    /** A message has been read, and is about to be acknowledged or rejected. */
    void got(Got message);
}
