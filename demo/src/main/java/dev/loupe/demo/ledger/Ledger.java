package dev.loupe.demo.ledger;

import java.util.ArrayList;
import java.util.List;

/** Keeps all of it. Thread-safe. */
public final class Ledger implements Book {
    private final List<Taken> taken = new ArrayList<>();
    private final List<Act> acts = new ArrayList<>();
    private final List<Ran> ran = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Got> got = new ArrayList<>();

    @Override
    public synchronized void handled(Taken request) {
        taken.add(request);
    }

    @Override
    public synchronized void did(Act act) {
        acts.add(act);
    }

    @Override
    public synchronized void ran(Ran statement) {
        ran.add(statement);
    }

    @Override
    public synchronized void sent(Sent message) {
        sent.add(message);
    }

    @Override
    public synchronized void got(Got message) {
        got.add(message);
    }

    /** All requests that were answered so far. */
    public synchronized List<Handled> handled() {
        return taken.stream().map(Taken::request).toList();
    }

    /** The same with their times. */
    public synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** All that was done elsewhere so far. */
    public synchronized List<Act> acts() {
        return List.copyOf(acts);
    }

    /** All statements that were run so far. */
    public synchronized List<Ran> ran() {
        return List.copyOf(ran);
    }

    /** All messages that were published so far. */
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** All messages that were read so far. */
    public synchronized List<Got> got() {
        return List.copyOf(got);
    }
}
