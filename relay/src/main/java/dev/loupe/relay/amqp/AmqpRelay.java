package dev.loupe.relay.amqp;

import dev.loupe.relay.net.Advice;
import dev.loupe.relay.net.UpstreamAddresses;
import dev.loupe.relay.net.pair.Openings;
import dev.loupe.relay.net.pair.PairLoop;
import dev.loupe.relay.net.pair.PairRelay;
import dev.loupe.relay.net.pair.PairSettings;
import dev.loupe.relay.net.pair.ServerConnector;
import dev.loupe.relay.net.tls.TlsBeginning;
import dev.loupe.relay.net.tls.TlsEnds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** An AMQP relay on as many event loops as wanted. */
public final class AmqpRelay {
    private final PairRelay pairs;

    private AmqpRelay(PairRelay pairs) {
        this.pairs = pairs;
    }

    /**
     * Starts to listen.
     *
     * @param loops event loops to use, at least 1
     * @return fails with {@link java.net.BindException} as a cause if the port is in use
     */
    public static Future<AmqpRelay> start(Vertx vertx, AmqpRelaySettings settings, AmqpPath path, int loops) {
        return start(vertx, settings, path, loops, InetAddress::getAllByName);
    }

    /** The same, with the broker's name looked up in another way. */
    static Future<AmqpRelay> start(
            Vertx vertx, AmqpRelaySettings settings, AmqpPath path, int loops, UpstreamAddresses.LookUp lookUp) {
        AmqpRelaySettings.Listen listen = settings.listen();
        Advice advice = new Advice("AMQP listener " + listen.host() + ':' + listen.port(), System::nanoTime);
        SafePath safe = new SafePath(path);
        return PairRelay.start(vertx, pairs(settings), loops, lookUp, loop -> openings(settings, safe, loop, advice))
                .map(AmqpRelay::new);
    }

    private static Openings openings(AmqpRelaySettings settings, SafePath path, PairLoop pairs, Advice advice) {
        RelayLoop loop = new RelayLoop(settings, path, pairs, advice);
        return (admission, unix) -> new ClientOpening(loop, admission);
    }

    private static PairSettings pairs(AmqpRelaySettings settings) {
        AmqpRelaySettings.Listen listen = settings.listen();
        AmqpRelaySettings.Upstream upstream = settings.upstream();
        return new PairSettings(
                new PairSettings.Listening(listen.host(), OptionalInt.of(listen.port()), Optional.empty()),
                new ServerConnector.Server(
                        upstream.host(),
                        upstream.port(),
                        Optional.empty(),
                        upstream.tls().mode(),
                        TlsBeginning.Negotiation.NONE,
                        upstream.connectTimeout()),
                new TlsEnds(
                        listen.tls(),
                        listen.startTimeout(),
                        upstream.tls(),
                        upstream.host(),
                        upstream.port(),
                        upstream.connectTimeout(),
                        ""),
                listen.maxConnections(),
                settings.memory());
    }

    /** The port that is listened on. */
    public int port() {
        return pairs.port();
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
     * Takes no new connections, ends those that do nothing now as a broker does that shuts down, and the others when they are
     * done.
     *
     * @param atMost how long that may take; then they are ended, too
     */
    public Future<Void> drain(Duration atMost) {
        return pairs.drain(atMost);
    }
}
