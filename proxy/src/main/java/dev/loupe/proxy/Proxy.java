package dev.loupe.proxy;

import dev.loupe.console.launch.Listening;
import dev.loupe.console.launch.Platform;
import dev.loupe.console.launch.Running;
import dev.loupe.relay.http.HttpRelay;
import dev.loupe.relay.s3.S3Path;
import io.vertx.core.Future;
import java.util.List;

/** A running proxy: the S3 path in front of one store, and the console beside it. */
public final class Proxy implements Running {
    private final ProxyConfig config;
    private final HttpRelay relay;

    private Proxy(ProxyConfig config, HttpRelay relay) {
        this.config = config;
        this.relay = relay;
    }

    /** Starts to listen; the future succeeds when both the relay and the console accept. */
    public static Future<Proxy> start(ProxyConfig config, Platform platform) {
        S3Path path = new S3Path(RelaySettings.s3(config), platform.telemetry(), System::nanoTime);
        int loops =
                config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
        ProxyConfig.Listen listen = config.listen();
        Future<HttpRelay> relay = Listening.on(
                "listen",
                listen.host(),
                listen.port(),
                HttpRelay.start(platform.vertx(), RelaySettings.http(config), path, loops));
        return Listening.all(List.of(relay)).map(all -> new Proxy(config, relay.result()));
    }

    /** The port that clients connect to. */
    public int port() {
        return relay.port();
    }

    @Override
    public String addresses() {
        String scheme = config.listen().tls().isPresent() ? "https" : "http";
        return scheme + "://" + config.listen().host() + ":" + relay.port() + " -> "
                + config.upstream().url();
    }

    @Override
    public Future<Void> drain() {
        return relay.drain(config.drain());
    }
}
