package dev.loupe.bench.truth;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What a service does beside its requests: one job after the other, with a short pause. */
final class Jobs implements AutoCloseable {
    /** Shapes of their own; the orders of the last one are in no request. */
    private static final List<List<Step>> WITHOUT_MESSAGES = List.of(
            List.of(Step.Call.plain(Carries.NOTHING, "GET", "/heartbeat")),
            List.of(
                    new Step.Transaction(Carries.NOTHING, Optional.empty(), "SELECT outbox", 2),
                    Step.Call.json(Carries.NOTHING, "POST", "/sync", "{\"since\":17}")),
            List.of(Step.Call.plain(Carries.KEY, "GET", "/archive/4711")));

    private static final List<List<Step>> WITH_MESSAGES = List.of(
            List.of(Step.Call.plain(Carries.NOTHING, "GET", "/heartbeat")),
            List.of(new Step.Publish(Carries.NOTHING, "service.alive", Optional.empty())),
            List.of(new Step.Publish(Carries.KEY, "order.archived", Optional.of("4711"))));

    private static final long PAUSE_MILLIS = 2;
    private static final long PATIENCE_SECONDS = 30;

    private final Service service;
    private final List<List<Step>> all;
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1);
    private volatile boolean over;
    private volatile CompletableFuture<Void> working = CompletableFuture.completedFuture(null);

    /** @param messages whether the service has a broker */
    Jobs(Service service, boolean messages) {
        this.service = service;
        this.all = messages ? WITH_MESSAGES : WITHOUT_MESSAGES;
    }

    /** Each once; blocks until they are done. */
    void once() {
        all.forEach(job -> service.works(job).join());
    }

    /** From now on until {@link #close}. */
    void keepWorking() {
        next(0);
    }

    private void next(int job) {
        if (!over) {
            CompletableFuture<Void> work = service.works(all.get(job));
            working = work;
            work.whenComplete((done, failure) -> {
                if (!over) {
                    clock.schedule(() -> next((job + 1) % all.size()), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            });
        }
    }

    /** Blocks until what was begun is done. */
    @Override
    public void close() {
        over = true;
        clock.shutdown();
        try {
            clock.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        working.join();
    }
}
