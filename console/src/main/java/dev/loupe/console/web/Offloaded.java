package dev.loupe.console.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/**
 * One thread on which pages and metrics are put together, so that no event loop waits for them. Confined to the console's
 * context.
 */
final class Offloaded {
    /** More than this many browsers at once would wait longer than they poll. */
    private static final int MOST_WAITING = 64;

    private final WorkerExecutor thread;
    private int waiting;

    Offloaded(Vertx vertx) {
        thread = vertx.createSharedWorkerExecutor("loupe-console", 1);
    }

    /** Too much was asked at once. */
    static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("too many requests to the console at once", null, false, false);
        }
    }

    /** Fails with {@link Busy} at once if too many wait already. */
    <T> Future<T> run(Callable<T> work) {
        if (waiting >= MOST_WAITING) {
            return Future.failedFuture(new Busy());
        }
        waiting++;
        return thread.executeBlocking(work).onComplete(done -> waiting--);
    }

    Future<Void> close() {
        return thread.close();
    }
}
