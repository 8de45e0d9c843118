package dev.loupe.console.web;

import dev.loupe.console.ConsoleSettings;
import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * Health, readiness, metrics and the live page of one process. It only reads: whatever happens to it, the traffic goes on.
 * Thread-safe once it has started.
 */
public final class Console {
    private final ConsoleSettings settings;
    private final ConsoleServer server;
    private volatile Vertx vertx;
    private volatile String deployment;

    /**
     * A console that does not listen yet.
     *
     * @param settings where to listen; whether it is enabled is the caller's affair
     * @param sources what it shows
     * @param checks all of which must succeed for the process to be ready
     * @param about what it says of the process
     */
    public Console(ConsoleSettings settings, Sources sources, List<ReadinessCheck> checks, About about) {
        this.settings = settings;
        this.server = new ConsoleServer(settings, sources, checks, about);
    }

    /** The same, over a process's own telemetry. */
    public Console(ConsoleSettings settings, Telemetry telemetry, List<ReadinessCheck> checks, About about) {
        this(settings, Sources.of(telemetry), checks, about);
    }

    /** Listens, on a context of its own; to be called once. Fails with the reason if it cannot. */
    public Future<Console> start(Vertx vertx) {
        return vertx.deployVerticle(server).map(id -> {
            this.vertx = vertx;
            this.deployment = id;
            return this;
        });
    }

    /** The port that it listens on; to be called once it has started. */
    public int port() {
        return server.port();
    }

    /** Where a browser finds it, such as {@code http://127.0.0.1:9464}; to be called once it has started. */
    public String address() {
        String scheme = settings.tls().isPresent() ? "https" : "http";
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return scheme + "://" + host + ":" + port();
    }

    /** Stops listening and closes what is open; does nothing if it has not started. */
    public Future<Void> close() {
        return deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    }
}
