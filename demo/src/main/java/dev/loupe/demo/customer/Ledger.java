package dev.loupe.demo.customer;

import java.util.ArrayList;
import java.util.List;

/** What was really done, in order, and what was found wrong while doing it. Thread-safe. */
public final class Ledger {
    private final List<Fact> facts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    synchronized void add(Fact fact) {
        facts.add(fact);
    }

    /** A customer got something else than expected, such as other bytes than were uploaded. */
    synchronized void complain(String what) {
        complaints.add(what);
    }

    /** All facts so far. */
    public synchronized List<Fact> facts() {
        return List.copyOf(facts);
    }

    /** All complaints so far. */
    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }
}
