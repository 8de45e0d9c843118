package dev.loupe.demo.ledger;

/** Is told by a service what it did. Thread-safe. */
public interface Book {
    /** Forgets everything: for a service that runs alone. */
    Book NONE = new Book() {
        @Override
        public void handled(Handled request) {}

        @Override
        public void did(Act act) {}
    };

    /** A request has been answered. */
    void handled(Handled request);

    /** Something is about to be done for a request. */
    void did(Act act);
}
