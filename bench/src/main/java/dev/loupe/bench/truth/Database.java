package dev.loupe.bench.truth;

import java.util.concurrent.CompletableFuture;

/** How a service reaches its database: through a pool and one of Loupe's paths. Thread-safe. */
interface Database extends AutoCloseable {

    /** Runs a transaction, or a statement without one; blocks, or completes later. */
    CompletableFuture<Void> run(Step.Transaction transaction, Task task);

    @Override
    void close();
}
