package dev.loupe.demo.ledger;

/**
 * When something was done.
 *
 * @param from by {@link System#nanoTime}
 * @param to by {@link System#nanoTime}
 */
public record Period(long from, long to) {
    /** Seconds. */
    public double seconds() {
        return (to - from) / 1e9;
    }

    /** Whether both went on at some moment, or with at most so many nanoseconds between them. */
    public boolean touches(Period other, long margin) {
        return from - other.to <= margin && other.from - to <= margin;
    }
}
