package dev.loupe.demo.mes;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.mq.Sender;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Tells whoever listens what becomes of orders. Nothing waits for that, and nothing fails with it. Thread-safe. */
final class Announcements {
    private static final System.Logger LOG = System.getLogger(Announcements.class.getName());

    private final Sender sender;

    Announcements(Sender sender) {
        this.sender = sender;
    }

    void priced(Act.Cause cause, long cents) throws InterruptedException {
        announce(cause, "order.priced", Map.of("status", "priced", "price", Long.toString(cents)));
    }

    void inProduction(Act.Cause cause) throws InterruptedException {
        announce(cause, "order.in_production", Map.of("status", "in production"));
    }

    /** New in this release, since the casters have asked for it; who else listens has not been asked. */
    void casting(Act.Cause cause) throws InterruptedException {
        announce(cause, "order.casting", Map.of("status", "casting is simulated"));
    }

    /** The key has one letter too many, which nobody has noticed in years. */
    void failed(Act.Cause cause) throws InterruptedException {
        announce(cause, "orders.failed", Map.of("status", "failed"));
    }

    private void announce(Act.Cause cause, String key, Map<String, String> what) throws InterruptedException {
        Map<String, String> news = new LinkedHashMap<>(Map.of("order", cause.order()));
        news.putAll(what);
        // News that is told twice can be known by that, if somebody cares.
        String id = UUID.nameUUIDFromBytes((cause.order() + ' ' + key).getBytes(StandardCharsets.UTF_8))
                .toString();
        try {
            sender.send(cause, key, id, news);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "nobody is told", e);
        }
    }
}
