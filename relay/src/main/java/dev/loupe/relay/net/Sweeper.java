package dev.loupe.relay.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks at everything that can time out on one event loop a few times a second, which is cheaper than a timer for each
 * request. Its {@link #now} is as old as its last round. Touched on its event loop only.
 */
public final class Sweeper {
    private static final long PERIOD_MILLIS = 200;

    /** Something that can time out. */
    public interface Sweepable {
        /** Ends what has waited for too long. */
        void sweep(long now);

        /** Ends what has not ended by itself when the process does. */
        default void shutDown() {}
    }

    private final Set<Sweepable> things = new LinkedHashSet<>();
    private final ScheduledFuture<?> timer;
    private long now = System.nanoTime();

    /** Begins its rounds. */
    public Sweeper(EventLoop loop) {
        this.timer = loop.scheduleAtFixedRate(this::round, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Nanoseconds of {@link System#nanoTime} at the last round. */
    public long now() {
        return now;
    }

    /** Looks at it from the next round on. */
    public void add(Sweepable thing) {
        things.add(thing);
    }

    /** Looks at it no more. */
    public void remove(Sweepable thing) {
        things.remove(thing);
    }

    /** Ends everything. */
    public void shutDown() {
        new ArrayList<>(things).forEach(Sweepable::shutDown);
    }

    /** There are no more rounds. */
    public void stop() {
        timer.cancel(false);
    }

    private void round() {
        now = System.nanoTime();
        List<Sweepable> all = new ArrayList<>(things);
        for (Sweepable thing : all) {
            thing.sweep(now);
        }
    }
}
