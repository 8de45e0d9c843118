package dev.loupe.telemetry.export;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts spans that never left, by reason. Thread-safe. */
public final class Drops {
    private final Map<DropReason, LongAdder> spans = new EnumMap<>(DropReason.class);

    /** Nothing dropped yet. */
    public Drops() {
        for (DropReason reason : DropReason.values()) {
            spans.put(reason, new LongAdder());
        }
    }

    /** So many more were dropped. */
    public void add(DropReason reason, long count) {
        spans.get(reason).add(count);
    }

    /** How many were dropped so far. */
    public long count(DropReason reason) {
        return spans.get(reason).sum();
    }
}
