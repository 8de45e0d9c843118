package dev.loupe.telemetry.live;

import dev.loupe.telemetry.live.LiveOperations.OperationFigures;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;

/** One operation's last minute, in six slots of ten seconds. Thread-safe: a short lock for each operation. */
final class OperationWindow {
    private static final long SLOT_NANOS = 10_000_000_000L;
    private static final int SLOTS = 6;
    private final Slot[] slots = new Slot[SLOTS];

    /** Ten seconds. Histograms count microseconds up to an hour, to two digits: 13 KB each, made when first needed. */
    private static final class Slot {
        private static final long MOST_MICROS = 3_600_000_000L;
        private final IntCountsHistogram totalMicros = new IntCountsHistogram(MOST_MICROS, 2);
        private final IntCountsHistogram storeMicros = new IntCountsHistogram(MOST_MICROS, 2);
        private long number;
        private long errors;
        private long bytes;
        private long maxNanos;

        void restart(long newNumber) {
            number = newNumber;
            errors = 0;
            bytes = 0;
            maxNanos = 0;
            totalMicros.reset();
            storeMicros.reset();
        }

        void add(long totalNanos, long storeNanos, long moved, boolean error) {
            totalMicros.recordValue(micros(totalNanos));
            if (storeNanos > 0) {
                storeMicros.recordValue(micros(storeNanos));
            }
            errors += error ? 1 : 0;
            bytes += moved;
            maxNanos = Math.max(maxNanos, totalNanos);
        }

        private static long micros(long nanos) {
            return Math.min(Math.max(nanos, 0) / 1_000, MOST_MICROS);
        }
    }

    synchronized void add(Request request, Request.End end, boolean error) {
        long number = end.atNanos() / SLOT_NANOS;
        int index = (int) (number % SLOTS);
        Slot slot = slots[index];
        if (slot == null) {
            slot = new Slot();
            slots[index] = slot;
            slot.number = number;
        } else if (slot.number < number) {
            slot.restart(number);
        }
        slot.add(end.atNanos() - request.beganNanos(), end.storeNanos(), request.movedBytes(), error);
    }

    synchronized OperationFigures figures(String operation, long nowNanos) {
        long oldest = nowNanos / SLOT_NANOS - SLOTS;
        Histogram total = new Histogram(Slot.MOST_MICROS, 2);
        Histogram store = new Histogram(Slot.MOST_MICROS, 2);
        long errors = 0;
        long bytes = 0;
        long max = 0;
        for (Slot slot : slots) {
            if (slot != null && slot.number > oldest) {
                total.add(slot.totalMicros);
                store.add(slot.storeMicros);
                errors += slot.errors;
                bytes += slot.bytes;
                max = Math.max(max, slot.maxNanos);
            }
        }
        return new OperationFigures(
                operation,
                total.getTotalCount(),
                errors,
                bytes,
                nanosAt(total, 50),
                nanosAt(total, 90),
                nanosAt(total, 99),
                max,
                nanosAt(store, 50),
                nanosAt(store, 99));
    }

    private static long nanosAt(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) * 1_000;
    }
}
