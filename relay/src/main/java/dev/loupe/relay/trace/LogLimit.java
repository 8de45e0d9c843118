package dev.loupe.relay.trace;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets a few log lines through each second, and counts the others: trouble must not fill a disk. Thread-safe. */
public final class LogLimit {
    private static final int A_SECOND = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicLong unwritten = new AtomicLong();

    /** @param nanos a monotonic clock */
    public LogLimit(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether a line may be written; if not, it is counted. */
    public boolean mayWrite() {
        long now = nanos.getAsLong() / SECOND;
        long before = second.get();
        if (now != before && second.compareAndSet(before, now)) {
            written.set(0);
        }
        if (written.incrementAndGet() <= A_SECOND) {
            return true;
        }
        unwritten.incrementAndGet();
        return false;
    }

    /** Says how many lines were left out since the last one that said so; empty if none was. */
    public String others() {
        long before = unwritten.getAndSet(0);
        return before == 0 ? "" : " (and " + before + " more that were not written)";
    }
}
