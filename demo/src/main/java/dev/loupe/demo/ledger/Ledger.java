package dev.loupe.demo.ledger;

import java.util.ArrayList;
import java.util.List;

/** Keeps all of it. Thread-safe. */
public final class Ledger implements Book {
    private final List<Handled> handled = new ArrayList<>();
    private final List<Act> acts = new ArrayList<>();

    @Override
    public synchronized void handled(Handled request) {
        handled.add(request);
    }

    @Override
    public synchronized void did(Act act) {
        acts.add(act);
    }

    /** All requests that were answered so far. */
    public synchronized List<Handled> handled() {
        return List.copyOf(handled);
    }

    /** All that was done elsewhere so far. */
    public synchronized List<Act> acts() {
        return List.copyOf(acts);
    }
}
