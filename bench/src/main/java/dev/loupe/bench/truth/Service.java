package dev.loupe.bench.truth;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A service as one finds it: it knows nothing of tracing, and forwards nothing but where it was told to. */
interface Service extends AutoCloseable {

    /** Where it listens on 127.0.0.1. */
    int port();

    /** It works of its own accord. */
    CompletableFuture<Void> works(List<Step> steps);

    /** May be called more than once. */
    @Override
    void close();
}
