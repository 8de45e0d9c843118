package dev.loupe.relay.net;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a relay has to say to whom it may concern: each thing at most once an hour. Thread-safe. */
public final class Advice {
    private static final Logger log = LoggerFactory.getLogger(Advice.class);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final String listener;
    private final LongSupplier nanos;
    private final Map<Topic, Long> saidAt = new ConcurrentHashMap<>();

    /**
     * Nothing has been said yet.
     *
     * @param listener what it is about, such as {@code PostgreSQL listener 127.0.0.1:8205}
     * @param nanos a monotonic clock
     */
    public Advice(String listener, LongSupplier nanos) {
        this.listener = listener;
        this.nanos = nanos;
    }

    /** What there is to be said, of a closed set. */
    public interface Topic {
        /** One sentence, which holds nothing of the traffic. */
        String text();
    }

    /** Says it, unless it was said within the last hour. */
    public void about(Topic topic) {
        long now = nanos.getAsLong();
        Long before = saidAt.get(topic);
        boolean due = before == null
                ? saidAt.putIfAbsent(topic, now) == null
                : now - before >= HOUR && saidAt.replace(topic, before, now);
        if (due) {
            log.warn("{}: {}", listener, topic.text());
        }
    }
}
