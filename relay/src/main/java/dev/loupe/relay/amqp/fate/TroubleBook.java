package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.MessageLives.Trouble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest messages that something went wrong with; they are remembered for as long as they are in here. Thread-safe. */
final class TroubleBook {
    private static final int MOST = 500;

    private final Deque<Entry> newestFirst = new ArrayDeque<>();

    /** @param message to which it happened */
    record Entry(Trouble trouble, Stripe stripe, Remembered message) {}

    synchronized void add(Incident incident, Stripe stripe, Remembered message) {
        if (newestFirst.size() >= MOST) {
            newestFirst.removeLast();
        }
        newestFirst.addFirst(new Entry(
                new Trouble(
                        incident.kind().text(),
                        incident.words(),
                        incident.destination(),
                        incident.queue(),
                        incident.order(),
                        incident.span().isValid() ? incident.span().getTraceId() : "",
                        incident.span().isValid() ? incident.span().getSpanId() : "",
                        incident.epochNanos()),
                stripe,
                message));
    }

    synchronized List<Entry> entries() {
        return new ArrayList<>(newestFirst);
    }
}
