package dev.loupe.console.web;

import io.vertx.core.Future;

/** Something without which the process can do no work, such as its upstream. */
public interface ReadinessCheck {
    /** Names it in the answer, such as {@code upstream}; from a closed set. */
    String name();

    /**
     * Looks whether it is there, without blocking. Called on the console's context, at most about once a second. Failed
     * if it is not there; the failure's message is shown to whoever may see the console.
     */
    Future<Void> check();
}
