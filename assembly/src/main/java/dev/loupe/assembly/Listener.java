package dev.loupe.assembly;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A path that is to be opened. */
sealed interface Listener permits HttpListener, DatabaseListener, BrokerListener {
    /** Starts to accept connections on so many event loops. */
    Future<Opened> open(Vertx vertx, int loops);

    /** A path that accepts connections. */
    interface Opened {
        /** Under which name people know it. */
        String name();

        /** That was bound; 0 if there is none. */
        int port();

        /** Where clients connect. */
        String address();

        /** Such as {@code shop-api http://127.0.0.1:8202 -> http://shop:8080}. */
        String inWords();

        /** Takes no new connections, and lets what is in flight finish within the time. */
        Future<Void> drain(Duration atMost);
    }
}
