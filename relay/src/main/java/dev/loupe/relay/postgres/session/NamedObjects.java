package dev.loupe.relay.postgres.session;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A session's prepared statements and portals, by name; the unnamed ones have an empty one. Bounded: the oldest are forgotten,
 * and counted, and what is run by them can no longer be told.
 */
final class NamedObjects {
    private static final int MOST_PREPARED = 2_000;
    private static final int MOST_PORTALS = 1_000;

    private final DatabaseMetrics metrics;
    private final Map<String, Prepared> prepared = new LinkedHashMap<>();
    private final Map<String, Portal> portals = new LinkedHashMap<>();

    NamedObjects(DatabaseMetrics metrics) {
        this.metrics = metrics;
    }

    /** Null if it is not known. */
    Prepared prepared(String name) {
        return prepared.get(name);
    }

    void put(Prepared statement) {
        if (prepared.put(statement.name(), statement) == null && prepared.size() > MOST_PREPARED) {
            forgetOldest(prepared);
            metrics.overflow(Overflow.PREPARED_STATEMENTS);
        }
    }

    private static void forgetOldest(Map<String, ?> objects) {
        objects.remove(objects.keySet().iterator().next());
    }

    /** The server has not made it: the name is what it was before. */
    void undo(Prepared statement) {
        if (prepared.get(statement.name()) == statement) {
            if (statement.replaced() == null) {
                prepared.remove(statement.name());
            } else {
                prepared.put(statement.name(), statement.replaced());
            }
        }
    }

    void removePrepared(String name) {
        prepared.remove(name);
    }

    /** Null if it is not known. */
    Portal portal(String name) {
        return portals.get(name);
    }

    void put(Portal portal) {
        if (portals.put(portal.name(), portal) == null && portals.size() > MOST_PORTALS) {
            forgetOldest(portals);
            metrics.overflow(Overflow.PORTALS);
        }
    }

    /** Null if it was not known. */
    Portal removePortal(String name) {
        return portals.remove(name);
    }

    /** The server has not made it. */
    void undo(Portal portal) {
        portals.remove(portal.name(), portal);
    }

    /** No portal outlives its transaction. */
    void clearPortals() {
        if (!portals.isEmpty()) {
            portals.clear();
        }
    }
}
