package dev.loupe.relay.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A PostgreSQL relay on as many event loops as wanted. */
public final class PostgresRelay {
    private PostgresRelay() {}

    /**
     * Starts to listen.
     *
     * @param loops event loops to use, at least 1
     * @return fails with {@link java.net.BindException} as a cause if the port or the socket is in use
     */
    public static Future<PostgresRelay> start(
            Vertx vertx, PostgresRelaySettings settings, PostgresPath path, int loops) {
        return Future.failedFuture(new UnsupportedOperationException());
    }

    /** The port that is listened on; 0 if there is none. */
    public int port() {
        return 0;
    }

    /** The Unix socket that is listened on. */
    public Optional<Path> socket() {
        return Optional.empty();
    }

    /**
     * Takes no new connections, lets transactions in flight finish, and ends.
     *
     * @param atMost how long they may take; then they are broken off
     */
    public Future<Void> drain(Duration atMost) {
        return Future.succeededFuture();
    }
}
