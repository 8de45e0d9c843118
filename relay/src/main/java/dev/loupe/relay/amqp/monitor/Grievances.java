package dev.loupe.relay.amqp.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** What the monitor cannot see or do, each said once an hour in the log. Thread-safe. */
final class Grievances {
    private static final int MOST = 50;
    private static final long AGAIN = Duration.ofHours(1).toNanos();

    private final Logger log;
    private final String broker;
    private final LongSupplier nanos;
    private final Map<String, String> open = new LinkedHashMap<>();
    private final Map<String, Said> said = new LinkedHashMap<>();

    /** @param told whether the log's last word of it is that it is missing */
    private record Said(String words, long nanos, boolean told) {}

    Grievances(Logger log, String broker, LongSupplier nanos) {
        this.log = log;
        this.broker = broker;
        this.nanos = nanos;
    }

    /** @param words without anything that the broker said */
    synchronized void missing(String what, String words) {
        Said before = said.get(what);
        if (before == null && said.size() >= MOST) {
            return;
        }
        open.put(what, words);
        long now = nanos.getAsLong();
        if (before == null || now - before.nanos() >= AGAIN || !before.words().equals(words)) {
            said.put(what, new Said(words, now, true));
            log.warn("the monitor of {} goes on with less: {}: {}", broker, what, words);
        }
    }

    synchronized void settled(String what) {
        Said before = said.get(what);
        if (open.remove(what) != null && before.told()) {
            said.put(what, new Said(before.words(), before.nanos(), false));
            log.info("the monitor of {} has it back: {}", broker, what);
        }
    }

    synchronized List<String> open() {
        List<String> all = new ArrayList<>();
        open.forEach((what, words) -> all.add(what + ": " + words));
        return all;
    }
}
