package dev.loupe.bench.truth;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A clock that never says the same twice, and whose readings say on which thread they were taken: so a span's start tells at
 * which moment of which session it began, whatever the span says. Thread-safe.
 */
final class UniqueClock {
    private static final int THREADS = 64;

    private final AtomicInteger threads = new AtomicInteger();
    private final ThreadLocal<Integer> mine = ThreadLocal.withInitial(threads::getAndIncrement);
    private final ConcurrentHashMap<Integer, Long> last = new ConcurrentHashMap<>();

    /** Nanoseconds since 1970, about; later than the last reading on this thread. */
    long next() {
        int thread = mine.get();
        if (thread >= THREADS) {
            throw new IllegalStateException("more threads than can be told apart");
        }
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) / THREADS * THREADS + thread;
        return last.merge(thread, now, (before, later) -> Math.max(before + THREADS, later));
    }

    /** The last reading on this thread. */
    long again() {
        return last.getOrDefault(mine.get(), 0L);
    }

    /** On which thread a reading was taken. */
    static int thread(long reading) {
        return (int) (reading % THREADS);
    }
}
