package dev.loupe.demo.crm;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Where every change of an order is filed, on a machine that sleeps until somebody needs it. Thread-safe. */
final class Archive {
    private final Duration waking;
    private final Duration filing;
    private boolean awake;

    /**
     * It sleeps.
     *
     * @param waking how long it takes to wake
     * @param filing how long it takes to file something
     */
    Archive(Duration waking, Duration filing) {
        this.waking = waking;
        this.filing = filing;
    }

    /** Files something; blocks as long as that takes. */
    void file() throws InterruptedException {
        wakes();
        TimeUnit.MILLISECONDS.sleep(filing.toMillis());
    }

    private synchronized void wakes() throws InterruptedException {
        if (!awake) {
            TimeUnit.MILLISECONDS.sleep(waking.toMillis());
            awake = true;
        }
    }
}
