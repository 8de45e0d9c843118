package dev.loupe.bench.compare;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waits for a system that has just been started. */
public final class Readiness {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private Readiness() {}

    /**
     * The system, once the check does not fail any more.
     *
     * @throws IOException what the check said last, with the system's last words
     */
    public static Running of(Running system, Stage.Check check) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                check.check(system);
                return system;
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline || !system.process().isAlive()) {
                    throw new IOException(
                            notYet.getMessage() + "\n" + system.process().lastWords(), notYet);
                }
            }
            Thread.sleep(50);
        }
    }
}
