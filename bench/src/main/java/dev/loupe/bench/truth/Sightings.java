package dev.loupe.bench.truth;

import dev.loupe.bench.sink.ReceivedSpan;
import dev.loupe.telemetry.Names;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** When Loupe was shown which statement, so that spans find their way back to the ledger by their start. Thread-safe. */
final class Sightings {
    private record Moment(long to, Sighting sighting) {}

    private final Map<Integer, NavigableMap<Long, Moment>> byThread = new ConcurrentHashMap<>();

    /** What a statement is in the ledger, which may be known only later. */
    static final class Sighting {
        private volatile int operation;

        /** 0 until it is known. */
        int operation() {
            return operation;
        }

        void is(int number) {
            operation = number;
        }
    }

    /** Between those readings of the clock, which were taken on one thread. */
    void seen(long from, long to, Sighting sighting) {
        byThread.computeIfAbsent(UniqueClock.thread(from), unknown -> new ConcurrentSkipListMap<>())
                .put(from, new Moment(to, sighting));
    }

    /** The spans of statements, by their numbers in the ledger. */
    Map<Integer, ReceivedSpan> spans(Collection<ReceivedSpan> all, Ledger ledger) {
        Map<Integer, ReceivedSpan> found = new HashMap<>();
        for (ReceivedSpan span : all) {
            int operation = span.texts().containsKey(Names.DB_QUERY_TEXT.getKey()) ? operation(span.start()) : 0;
            if (operation > 0 && found.put(operation, span) != null) {
                ledger.failed("statement " + operation + " has two spans");
            }
        }
        return found;
    }

    private int operation(long start) {
        NavigableMap<Long, Moment> moments = byThread.get(UniqueClock.thread(start));
        Map.Entry<Long, Moment> moment = moments == null ? null : moments.floorEntry(start);
        return moment == null || moment.getValue().to() < start
                ? 0
                : moment.getValue().sighting().operation();
    }
}
