package dev.loupe.relay.postgres;

import dev.loupe.relay.net.Advice;
import dev.loupe.relay.net.UpstreamAddresses;
import dev.loupe.relay.net.pair.Openings;
import dev.loupe.relay.net.pair.PairLoop;
import dev.loupe.relay.net.pair.PairRelay;
import dev.loupe.relay.net.pair.PairSettings;
import dev.loupe.relay.net.pair.ServerConnector;
import dev.loupe.relay.net.tls.TlsEnds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A PostgreSQL relay on as many event loops as wanted. */
public final class PostgresRelay {
    private final PairRelay pairs;

    private PostgresRelay(PairRelay pairs) {
        this.pairs = pairs;
    }

    /**
     * Starts to listen.
     *
     * @param loops event loops to use, at least 1
     * @return fails with {@link java.net.BindException} as a cause if the port or the socket is in use
     */
    public static Future<PostgresRelay> start(
            Vertx vertx, PostgresRelaySettings settings, PostgresPath path, int loops) {
        return start(vertx, settings, path, loops, InetAddress::getAllByName);
    }

    /** The same, with the server's name looked up in another way. */
    static Future<PostgresRelay> start(
            Vertx vertx,
            PostgresRelaySettings settings,
            PostgresPath path,
            int loops,
            UpstreamAddresses.LookUp lookUp) {
        Advice advice = new Advice("PostgreSQL listener " + address(settings.listen()), System::nanoTime);
        SafePath safe = new SafePath(path);
        return PairRelay.start(vertx, pairs(settings), loops, lookUp, loop -> openings(settings, safe, loop, advice))
                .map(PostgresRelay::new);
    }

    private static Openings openings(PostgresRelaySettings settings, SafePath path, PairLoop pairs, Advice advice) {
        RelayLoop loop = new RelayLoop(settings, path, pairs, advice);
        return (admission, unix) -> new ClientOpening(loop, admission, unix);
    }

    private static String address(PostgresRelaySettings.Listen listen) {
        return listen.port().isPresent()
                ? listen.host() + ':' + listen.port().getAsInt()
                : listen.socket().map(Path::toString).orElse("");
    }

    private static PairSettings pairs(PostgresRelaySettings settings) {
        PostgresRelaySettings.Listen listen = settings.listen();
        PostgresRelaySettings.Upstream upstream = settings.upstream();
        return new PairSettings(
                new PairSettings.Listening(listen.host(), listen.port(), listen.socket()),
                new ServerConnector.Server(
                        upstream.host(),
                        upstream.port(),
                        upstream.socket(),
                        upstream.tls().mode(),
                        new TlsNegotiator(upstream.negotiation()),
                        upstream.connectTimeout()),
                new TlsEnds(
                        listen.tls(),
                        listen.startTimeout(),
                        upstream.tls(),
                        upstream.host(),
                        upstream.port(),
                        upstream.connectTimeout(),
                        TlsNegotiator.PROTOCOL),
                listen.maxConnections(),
                settings.memory());
    }

    /** The port that is listened on; 0 if there is none. */
    public int port() {
        return pairs.port();
    }

    /** The Unix socket that is listened on. */
    public Optional<Path> socket() {
        return pairs.socket();
    }

    /** Client connections that are open. */
    int connections() {
        return pairs.connections();
    }

    /** Bytes held for sides that do not take them; must not be asked on an event loop. */
    long held() {
        return pairs.held();
    }

    /**
     * Takes no new connections, lets transactions in flight finish, and ends. A session that is idle is told so as by a server
     * that shuts down; one of which nothing is understood may last until the time is up.
     *
     * @param atMost how long they may take; then they are broken off
     */
    public Future<Void> drain(Duration atMost) {
        return pairs.drain(atMost);
    }
}
