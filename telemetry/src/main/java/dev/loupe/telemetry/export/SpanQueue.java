package dev.loupe.telemetry.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue of spans that are to be exported. Offering never waits: a span that finds no room is dropped and
 * counted. (The SDK's own batch processor counts only what its queue refused, not what the receiver did.) Thread-safe.
 */
final class SpanQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition worthWaking = lock.newCondition();
    private final Deque<SpanData> spans;
    private final ExportPlan.Batching batching;
    private final Drops drops;
    private boolean closed;

    SpanQueue(ExportPlan.Batching batching, Drops drops) {
        this.batching = batching;
        this.drops = drops;
        spans = new ArrayDeque<>(Math.min(batching.queue(), 1_024));
    }

    void offer(SpanData span) {
        lock.lock();
        try {
            if (closed) {
                drops.add(DropReason.SHUTDOWN, 1);
            } else if (spans.size() == batching.queue()) {
                drops.add(DropReason.QUEUE_FULL, 1);
            } else {
                spans.add(span);
                if (spans.size() == batching.batch()) {
                    worthWaking.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a batch is full, the delay is over or the queue is closed.
     *
     * @return what there is, at most a batch, perhaps nothing
     */
    List<SpanData> take() throws InterruptedException {
        lock.lock();
        try {
            long left = batching.delay().toNanos();
            while (spans.size() < batching.batch() && left > 0 && !closed) {
                left = worthWaking.awaitNanos(left);
            }
            int count = Math.min(spans.size(), batching.batch());
            List<SpanData> batch = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                batch.add(spans.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is accepted; what is queued can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            worthWaking.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is left and nothing can come. */
    boolean isFinished() {
        lock.lock();
        try {
            return closed && spans.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Drops what is left. */
    void abandon() {
        lock.lock();
        try {
            drops.add(DropReason.SHUTDOWN, spans.size());
            spans.clear();
        } finally {
            lock.unlock();
        }
    }
}
