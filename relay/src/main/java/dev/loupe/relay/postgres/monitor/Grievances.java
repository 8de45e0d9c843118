package dev.loupe.relay.postgres.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/** What the monitor may not see or cannot do, each said once in the log. Thread-safe. */
final class Grievances {
    /** There are fewer things that could be missing. */
    private static final int MOST = 50;

    private final Logger log;
    private final String database;
    private final Map<String, String> open = new LinkedHashMap<>();
    private final Map<String, String> said = new LinkedHashMap<>();

    Grievances(Logger log, String database) {
        this.log = log;
        this.database = database;
    }

    /** @param words without anything that the server said */
    synchronized void missing(String what, String words) {
        if (open.size() < MOST) {
            open.put(what, words);
        }
        if (said.size() < MOST && !words.equals(said.put(what, words))) {
            log.warn("the monitor of {} goes on with less: {}", database, words);
        }
    }

    synchronized void settled(String what) {
        open.remove(what);
    }

    synchronized List<String> open() {
        return new ArrayList<>(open.values());
    }
}
