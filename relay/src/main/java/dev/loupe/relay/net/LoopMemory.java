package dev.loupe.relay.net;

/**
 * How many bytes of traffic one event loop holds because a side does not take them, and what follows when they become
 * many: reads get small and a side that has not taken everything gets nothing more, so that a thousand slow clients cost
 * speed and not memory. Touched on its event loop only.
 */
public final class LoopMemory {
    private static final int LARGE_READ = 256 * 1024;
    private static final int SMALL_READ = 16 * 1024;
    private static final int SMALLEST_READ = 4 * 1024;

    private final long budget;
    private long held;

    /** @param budget bytes above which reads are smallest */
    public LoopMemory(long budget) {
        this.budget = budget;
    }

    /** A connection holds that many bytes more than when it was counted last, or fewer if negative. */
    public void changed(long delta) {
        held += delta;
    }

    /** Bytes held now. */
    public long held() {
        return held;
    }

    /** Whether a side on which that many bytes wait may be given more. */
    public boolean mayAdd(long pending) {
        return pending == 0 || held <= budget / 2;
    }

    /** Most bytes that one read may bring now. */
    public int readLimit() {
        if (held <= budget / 2) {
            return LARGE_READ;
        }
        return held <= budget ? SMALL_READ : SMALLEST_READ;
    }
}
