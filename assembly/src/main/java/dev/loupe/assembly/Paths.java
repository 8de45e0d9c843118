package dev.loupe.assembly;

import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.assembly.config.Forward;
import dev.loupe.assembly.config.Inbound;
import dev.loupe.assembly.config.Listen;
import dev.loupe.assembly.config.Outbound;
import dev.loupe.assembly.config.Rules;
import dev.loupe.assembly.config.S3Store;
import dev.loupe.relay.http.HttpRelaySettings;
import dev.loupe.relay.s3.S3Path;
import dev.loupe.relay.service.InboundSettings;
import dev.loupe.relay.service.Networks;
import dev.loupe.relay.service.OutboundSettings;
import dev.loupe.relay.service.Peer;
import dev.loupe.relay.service.WrappedService;
import dev.loupe.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the paths around one service out of its configuration. */
final class Paths {
    private static final long LEAST_MEMORY = 1024 * 1024;

    private final AdapterConfig config;
    private final WrappedService service;
    private final Telemetry telemetry;
    private final Databases databases;
    private final Brokers brokers;
    private final long memory;

    Paths(AdapterConfig config, WrappedService service, Telemetry telemetry, Databases databases, Brokers brokers) {
        this.config = config;
        this.service = service;
        this.telemetry = telemetry;
        this.databases = databases;
        this.brokers = brokers;
        int listeners = 1
                + config.outbound().size()
                + config.s3().size()
                + config.postgres().size()
                + config.rabbitmq().size()
                + (config.forward().isPresent() ? 1 : 0);
        this.memory = Math.max(LEAST_MEMORY, config.memory().bytes() / listeners);
    }

    /** All of them, the one in front of the service first. */
    List<Listener> listeners() {
        List<Listener> all = new ArrayList<>();
        all.add(inbound(config.inbound()));
        for (int i = 0; i < config.outbound().size(); i++) {
            all.add(outbound("outbound[" + i + "]", config.outbound().get(i)));
        }
        config.forward().ifPresent(forward -> all.add(forward(forward)));
        for (int i = 0; i < config.s3().size(); i++) {
            all.add(s3("s3[" + i + "]", config.s3().get(i)));
        }
        for (int i = 0; i < databases.all().size(); i++) {
            Databases.Watched watched = databases.all().get(i);
            all.add(new DatabaseListener("postgres[" + i + "]", watched.database(), memory, watched.path()));
        }
        for (int i = 0; i < brokers.all().size(); i++) {
            Brokers.Watched watched = brokers.all().get(i);
            all.add(new BrokerListener("rabbitmq[" + i + "]", watched.broker(), memory, watched.path()));
        }
        return all;
    }

    private Listener inbound(Inbound inbound) {
        Rules rules = inbound.rules();
        InboundSettings settings = new InboundSettings(
                rules.routes(),
                rules.keys(),
                inbound.publicEdge(),
                Networks.of("trusted", inbound.trusted()),
                Set.copyOf(inbound.formats()),
                rules.exclusions(),
                inbound.upstream().host(),
                inbound.upstream().port());
        return new HttpListener(
                "inbound",
                "inbound",
                inbound.listen(),
                inbound.upstream().url().toString(),
                relay(
                        inbound.listen(),
                        RelaySettings.upstream(inbound.upstream(), inbound.protocol()),
                        inbound.http2()),
                service.inbound(settings));
    }

    private Listener outbound(String group, Outbound outbound) {
        Rules rules = outbound.rules();
        OutboundSettings settings = new OutboundSettings(
                new Peer.Fixed(
                        outbound.name(),
                        outbound.upstream().host(),
                        outbound.upstream().port()),
                rules.routes(),
                rules.keys(),
                outbound.background(),
                outbound.propagate(),
                Set.copyOf(outbound.formats()),
                rules.exclusions());
        return new HttpListener(
                group,
                outbound.name(),
                outbound.listen(),
                outbound.upstream().url().toString(),
                relay(
                        outbound.listen(),
                        RelaySettings.upstream(outbound.upstream(), outbound.protocol()),
                        outbound.http2()),
                service.outbound(settings));
    }

    private Listener forward(Forward forward) {
        Rules rules = forward.rules();
        OutboundSettings settings = new OutboundSettings(
                new Peer.Named(forward.names()),
                rules.routes(),
                rules.keys(),
                forward.background(),
                forward.propagate(),
                Set.of(),
                rules.exclusions());
        return new HttpListener(
                "forward",
                "forward",
                forward.listen(),
                "any server",
                relay(forward.listen(), RelaySettings.upstream(forward), false),
                service.outbound(settings));
    }

    private Listener s3(String group, S3Store store) {
        Rules rules = store.rules();
        OutboundSettings settings = new OutboundSettings(
                new Peer.Fixed(
                        store.name(), store.upstream().host(), store.upstream().port()),
                rules.routes(),
                rules.keys(),
                store.background(),
                store.traceparent(),
                Set.of(),
                rules.exclusions());
        return new HttpListener(
                group,
                store.name(),
                store.listen(),
                store.upstream().url().toString(),
                relay(
                        store.listen(),
                        RelaySettings.upstream(store.upstream(), HttpRelaySettings.Protocol.HTTP1),
                        false),
                new S3Path(
                        RelaySettings.s3(store.s3(), store.upstream()),
                        telemetry,
                        service.calls(settings),
                        System::nanoTime));
    }

    private HttpRelaySettings relay(Listen listen, HttpRelaySettings.Upstream upstream, boolean http2) {
        HttpRelaySettings settings = new HttpRelaySettings(RelaySettings.listen(listen), upstream, memory)
                .withHold(config.hold())
                .withTunnelIdle(config.tunnelIdle());
        return http2 ? settings.withHttp2(new HttpRelaySettings.Http2()) : settings;
    }
}
