package dev.loupe.telemetry.live;

import dev.loupe.telemetry.live.LiveOperations.SlowFile;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slowest files of the last 15 minutes: the slowest {@value #MOST} of each minute, each file once for each
 * operation. Nearly every request is turned away by one comparison once a minute has its fill. Thread-safe.
 */
final class SlowFiles {
    static final int MOST = 64;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int MINUTES = 15;
    private static final Comparator<SlowFile> BY_STORE_TIME = Comparator.comparingLong(SlowFile::storeNanos);
    private final Minute[] minutes = new Minute[MINUTES];

    private record Key(String operation, String subject) {}

    private static final class Minute {
        private final Map<Key, SlowFile> files = new HashMap<>();
        private final long number;
        private long quickestHeld;

        Minute(long number) {
            this.number = number;
        }

        void offer(Request request, Request.End end) {
            if (files.size() >= MOST && end.storeNanos() <= quickestHeld) {
                return;
            }
            files.merge(
                    new Key(request.operation(), request.subject()),
                    request.slowFile(end),
                    (held, offered) -> offered.storeNanos() > held.storeNanos() ? offered : held);
            if (files.size() > MOST) {
                SlowFile quickest = Collections.min(files.values(), BY_STORE_TIME);
                files.remove(new Key(quickest.operation(), quickest.subject()));
            }
            if (files.size() == MOST) {
                quickestHeld = Collections.min(files.values(), BY_STORE_TIME).storeNanos();
            }
        }
    }

    void offer(Request request, Request.End end) {
        if (request.subject().isEmpty() || end.storeNanos() <= 0) {
            return;
        }
        synchronized (this) {
            long number = end.atNanos() / MINUTE_NANOS;
            int index = (int) (number % MINUTES);
            if (minutes[index] == null || minutes[index].number < number) {
                minutes[index] = new Minute(number);
            }
            minutes[index].offer(request, end);
        }
    }

    synchronized List<SlowFile> slowest(long nowNanos, int limit) {
        long oldest = nowNanos / MINUTE_NANOS - MINUTES;
        Map<Key, SlowFile> slowest = new HashMap<>();
        for (Minute minute : minutes) {
            if (minute != null && minute.number > oldest) {
                merge(slowest, minute.files.values());
            }
        }
        return slowest.values().stream()
                .sorted(BY_STORE_TIME.reversed())
                .limit(limit)
                .toList();
    }

    private static void merge(Map<Key, SlowFile> slowest, Collection<SlowFile> files) {
        for (SlowFile file : files) {
            slowest.merge(
                    new Key(file.operation(), file.subject()),
                    file,
                    (a, b) -> a.storeNanos() >= b.storeNanos() ? a : b);
        }
    }
}
