package dev.loupe.bench.s3;

import java.io.IOException;
import java.util.List;

/** Loads a JVM with every kind of request until a second more no longer makes it cheaper. */
final class WarmUp {

    private static final double STEADY = 0.04;

    private final Measurer measurer;
    private final int atMostSeconds;

    /** With a limit for each kind of request, at least 1. */
    WarmUp(Measurer measurer, int atMostSeconds) {
        this.measurer = measurer;
        this.atMostSeconds = atMostSeconds;
    }

    /** Blocks until the system is steady or the time is over. */
    void warm(Running system, List<S3Case> cases) throws IOException {
        for (S3Case warmed : cases) {
            double last = Double.MAX_VALUE;
            boolean steady = false;
            for (int second = 0; second < atMostSeconds && !steady; second++) {
                double now = measurer.measure(system, warmed, 1).cpuMicros().orElse(0);
                steady = now > last * (1 - STEADY);
                last = now;
            }
        }
    }
}
