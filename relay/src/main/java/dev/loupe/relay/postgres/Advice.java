package dev.loupe.relay.postgres;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a relay has to say to whom it may concern: each thing at most once an hour. Thread-safe. */
final class Advice {
    private static final Logger log = LoggerFactory.getLogger(Advice.class);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final String listener;
    private final LongSupplier nanos;
    private final Map<Topic, AtomicLong> saidAt = new EnumMap<>(Topic.class);

    /**
     * Nothing has been said yet.
     *
     * @param listener what it is about, such as {@code 127.0.0.1:8205}
     * @param nanos a monotonic clock
     */
    Advice(String listener, LongSupplier nanos) {
        this.listener = listener;
        this.nanos = nanos;
        for (Topic topic : Topic.values()) {
            saidAt.put(topic, new AtomicLong(nanos.getAsLong() - HOUR));
        }
    }

    /** What there is to be said. */
    enum Topic {
        /** Client and server agreed on encryption. */
        ENCRYPTED("client and server encrypt what they say, so nothing of it is observed: set listen.encryption to"
                + " terminate, with listen.tls and upstream.tls, or to refuse"),
        /** A decoder does not understand. */
        LOST(
                "a session is not understood and passes unobserved; is the peer a PostgreSQL client or server of protocol 3?"),
        /** A decoder or an observer threw. */
        FAILED("observing a session failed; it passes unobserved. This is a defect of Loupe's"),
        /** The server wants channel binding and nothing else. */
        ONLY_CHANNEL_BINDING(
                "the server offers no other authentication than SCRAM-SHA-256-PLUS, which cannot cross a relay"
                        + " where TLS ends: let it offer SCRAM-SHA-256 too, or set listen.encryption to relay"),
        /** TLS on both sides, and SCRAM. */
        TLS_TWICE("SCRAM with TLS on both sides of the relay: clients of libpq need channel_binding=disable, unless"
                + " listen.tls shows the server's own certificate; or set upstream.tls.mode to off"),
        /** The server could not be reached. */
        UNREACHABLE("the server cannot be reached; see upstream.host, upstream.port and upstream.socket"),
        /** No TLS with the server. */
        NO_TLS("there is no TLS with the server as upstream.tls demands it");

        private final String text;

        Topic(String text) {
            this.text = text;
        }
    }

    /** Says it, unless it was said within the last hour. */
    void about(Topic topic) {
        AtomicLong last = saidAt.get(topic);
        long before = last.get();
        long now = nanos.getAsLong();
        if (now - before >= HOUR && last.compareAndSet(before, now)) {
            log.warn("PostgreSQL listener {}: {}", listener, topic.text);
        }
    }
}
