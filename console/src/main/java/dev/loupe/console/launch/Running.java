package dev.loupe.console.launch;

import io.vertx.core.Future;

/** A deployable that accepts connections. */
public interface Running {
    /** Its addresses, such as {@code http://127.0.0.1:9000 -> http://127.0.0.1:9001, console http://127.0.0.1:9464}. */
    String addresses();

    /**
     * Stops accepting, lets what is in flight finish within the configured time, and cuts off the rest. Called once, from
     * a thread that is not an event loop; must not block it.
     */
    Future<Void> drain();
}
