package dev.loupe.telemetry.live;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/** One thing in flight. Written by one thread, read by any. */
final class Request implements LiveOperations.InFlight {
    private static final AtomicLongFieldUpdater<Request> MOVED =
            AtomicLongFieldUpdater.newUpdater(Request.class, "movedBytes");

    /** Bytes are reported to the figures by the second in pieces of this size, so that small bodies read no clock. */
    private static final long REPORTED_FROM = 65_536;

    private final RollingOperations figures;
    private final String operation;
    private final String subject;
    private final String traceId;
    private final long beganNanos;
    private int place = InFlightTable.NOWHERE;
    private volatile long movedBytes;
    private long reportedBytes;
    private boolean ended;

    /**
     * How it ended.
     *
     * @param atNanos on the clock of {@link RollingOperations#now}
     */
    record End(long atNanos, String outcome, long storeNanos, long sizeBytes) {}

    Request(RollingOperations figures, String operation, String subject, String traceId, long beganNanos) {
        this.figures = figures;
        this.operation = operation;
        this.subject = subject;
        this.traceId = traceId;
        this.beganNanos = beganNanos;
    }

    void listedAt(int placeInTable) {
        place = placeInTable;
    }

    @Override
    public void moved(long bytes) {
        if (ended) {
            return;
        }
        long sum = movedBytes + bytes;
        MOVED.lazySet(this, sum);
        if (sum - reportedBytes >= REPORTED_FROM) {
            figures.moved(sum - reportedBytes);
            reportedBytes = sum;
        }
    }

    @Override
    public void end(String outcome, long storeNanos, long sizeBytes) {
        if (ended) {
            return;
        }
        ended = true;
        figures.ended(this, new End(figures.now(), outcome, storeNanos, sizeBytes), movedBytes - reportedBytes);
    }

    LiveOperations.Running running(long nowNanos) {
        return new LiveOperations.Running(operation, subject, traceId, nowNanos - beganNanos, movedBytes);
    }

    LiveOperations.SlowFile slowFile(End end) {
        return new LiveOperations.SlowFile(
                operation, subject, traceId, end.storeNanos(), end.atNanos() - beganNanos, end.sizeBytes());
    }

    String operation() {
        return operation;
    }

    String subject() {
        return subject;
    }

    long beganNanos() {
        return beganNanos;
    }

    long movedBytes() {
        return movedBytes;
    }

    int place() {
        return place;
    }
}
