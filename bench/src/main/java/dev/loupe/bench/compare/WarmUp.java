package dev.loupe.bench.compare;

import java.io.IOException;
import java.util.List;

/**
 * Loads a JVM until its cost is steady. Small objects first, because compilers count calls and not bytes; then every
 * kind of request once, because the code is compiled anew when it meets a kind that it had not seen; then small objects
 * again until that is done.
 */
public final class WarmUp {

    private final Measurer measurer;
    private final int atMostSeconds;
    private final int secondsOfEach;
    private final Case small;

    /**
     * A warm-up to be used for several systems.
     *
     * @param atMostSeconds for the small objects, each of the two times
     * @param secondsOfEach for each kind of request
     * @param small the small object
     */
    public WarmUp(Measurer measurer, int atMostSeconds, int secondsOfEach, Case small) {
        this.measurer = measurer;
        this.atMostSeconds = atMostSeconds;
        this.secondsOfEach = secondsOfEach;
        this.small = small;
    }

    /** Blocks until the system is steady or the time is over. */
    public void warm(Running system, List<Case> kinds) throws IOException {
        loadUntilSteady(system);
        for (Case kind : kinds) {
            measurer.measure(system, kind, secondsOfEach);
        }
        loadUntilSteady(system);
    }

    private void loadUntilSteady(Running system) throws IOException {
        Steadiness steadiness = new Steadiness();
        boolean steady = false;
        for (int second = 0; second < atMostSeconds && !steady; second++) {
            steady = steadiness.after(
                    measurer.measure(system, small, 1).cpuMicros().orElse(0));
        }
    }
}
