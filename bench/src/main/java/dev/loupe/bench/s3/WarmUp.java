package dev.loupe.bench.s3;

import java.io.IOException;
import java.util.List;

/**
 * Loads a JVM until its cost is steady. Small objects first, because compilers count calls and not bytes; then every
 * kind of request once, because the code is compiled anew when it meets a kind that it had not seen; then small objects
 * again until that is done.
 */
final class WarmUp {

    private static final S3Case SMALL = S3Case.get(StoredObject.KB_1, 64);

    private final Measurer measurer;
    private final int atMostSeconds;
    private final int secondsOfEach;

    /**
     * A warm-up to be used for several systems.
     *
     * @param atMostSeconds for the small objects, each of the two times
     * @param secondsOfEach for each kind of request
     */
    WarmUp(Measurer measurer, int atMostSeconds, int secondsOfEach) {
        this.measurer = measurer;
        this.atMostSeconds = atMostSeconds;
        this.secondsOfEach = secondsOfEach;
    }

    /** Blocks until the system is steady or the time is over. */
    void warm(Running system, List<S3Case> kinds) throws IOException {
        loadUntilSteady(system);
        for (S3Case kind : kinds) {
            measurer.measure(system, kind, secondsOfEach);
        }
        loadUntilSteady(system);
    }

    private void loadUntilSteady(Running system) throws IOException {
        Steadiness steadiness = new Steadiness();
        boolean steady = false;
        for (int second = 0; second < atMostSeconds && !steady; second++) {
            steady = steadiness.after(
                    measurer.measure(system, SMALL, 1).cpuMicros().orElse(0));
        }
    }
}
