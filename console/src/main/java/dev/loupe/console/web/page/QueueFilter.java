package dev.loupe.console.web.page;

import java.util.Locale;

/**
 * Which queues are shown; travels in the query string, so that it can be shared.
 *
 * @param broker only those of exactly this broker; empty for all
 * @param queue part of the name, in any case of letters; empty for all
 * @param busyOnly only queues that hold something
 */
public record QueueFilter(String broker, String queue, boolean busyOnly) {
    /** Strips blanks at both ends and what is longer than one would type. */
    public QueueFilter {
        broker = QueryText.shortened(broker);
        queue = QueryText.shortened(queue);
    }

    boolean isEmpty() {
        return broker.isEmpty() && queue.isEmpty() && !busyOnly;
    }

    boolean matches(QueueRow row) {
        return (broker.isEmpty() || broker.equals(row.broker()))
                && row.queue().name().toLowerCase(Locale.ROOT).contains(queue.toLowerCase(Locale.ROOT))
                && (!busyOnly || row.queue().depth() > 0);
    }

    /** With its question mark; empty if there is nothing to say. */
    String query() {
        return new QueryText()
                .add("broker", broker)
                .add("queue", queue)
                .add("busy", busyOnly ? "on" : "")
                .toString();
    }
}
