package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.FateSettings.QueueLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Finds what holds for a queue: the first glob that matches. Thread-safe. */
final class Queues {
    /** More queues than that have their rules looked up each time. */
    private static final int MOST = 10_000;

    private final List<Limits> limits = new ArrayList<>();
    private final List<NameGlob> delays;
    private final ConcurrentMap<String, QueueRules> known = new ConcurrentHashMap<>();

    private record Limits(NameGlob queue, long lateNanos, StuckList stuck) {}

    /** @param most unsettled deliveries that are watched, for each limit */
    Queues(FateSettings settings, int most) {
        for (QueueLimits queue : settings.queues()) {
            limits.add(new Limits(
                    new NameGlob(queue.queue()),
                    queue.late().toNanos(),
                    new StuckList(queue.stuck().toNanos(), most)));
        }
        limits.add(new Limits(
                new NameGlob("*"),
                settings.late().toNanos(),
                new StuckList(settings.stuck().toNanos(), most)));
        delays = settings.delays().stream().map(NameGlob::new).toList();
    }

    QueueRules of(String name) {
        QueueRules rules = known.get(name);
        if (rules != null) {
            return rules;
        }
        QueueRules found = find(name);
        if (known.size() < MOST) {
            known.put(name, found);
        }
        return found;
    }

    private QueueRules find(String name) {
        for (Limits limit : limits) {
            if (limit.queue().matches(name)) {
                return new QueueRules(name, limit.lateNanos(), limit.stuck(), isDelay(name));
            }
        }
        throw new IllegalStateException("the last limit holds for all");
    }

    boolean isDelay(String name) {
        for (NameGlob delay : delays) {
            if (delay.matches(name)) {
                return true;
            }
        }
        return false;
    }

    /** One for each limit. */
    Collection<StuckList> watches() {
        return limits.stream().map(Limits::stuck).toList();
    }
}
