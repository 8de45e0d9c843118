package dev.loupe.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of this process when somebody asks for it, such as by Ctrl-C: what was started is ended in its order before. */
final class Ending {
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread main = Thread.currentThread();

    private Ending() {}

    /** To be made by the thread that does the work; it is interrupted when the end is asked for. */
    static Ending ofThisProcess() {
        Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(new Thread(ending::waitUntilDone));
        return ending;
    }

    private void waitUntilDone() {
        asked.countDown();
        if (done.getCount() > 0) {
            main.interrupt();
        }
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the end was asked for. */
    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits so long, or until the end is asked for. */
    boolean isAskedWithin(long millis) throws InterruptedException {
        return asked.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Everything is ended. */
    void done() {
        done.countDown();
    }
}
