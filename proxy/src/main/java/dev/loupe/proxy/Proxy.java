package dev.loupe.proxy;

import dev.loupe.assembly.Address;
import dev.loupe.assembly.RelaySettings;
import dev.loupe.assembly.TakesConnections;
import dev.loupe.assembly.config.Listen;
import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.launch.Listening;
import dev.loupe.console.launch.Platform;
import dev.loupe.console.launch.ProcessSettings;
import dev.loupe.console.launch.Running;
import dev.loupe.console.web.About;
import dev.loupe.console.web.Console;
import dev.loupe.relay.http.HttpRelay;
import dev.loupe.relay.http.HttpRelaySettings;
import dev.loupe.relay.s3.S3Path;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A running proxy: the S3 path in front of one store, and the console beside it. */
public final class Proxy implements Running {
    private static final String EXAMPLE = "aws --endpoint-url {entrance} s3 ls";

    private final ProxyConfig config;
    private final HttpRelay relay;
    private final Optional<Console> console;

    private Proxy(ProxyConfig config, HttpRelay relay, Optional<Console> console) {
        this.config = config;
        this.relay = relay;
        this.console = console;
    }

    /**
     * Starts to listen; the future succeeds when both the relay and the console accept.
     *
     * @return failed with {@link dev.loupe.console.launch.StartRefused} if a port or host is to blame
     */
    public static Future<Proxy> start(ProxyConfig config, Platform platform) {
        AtomicReference<String> entrance = new AtomicReference<>("");
        Future<HttpRelay> relay = relay(config, platform).onSuccess(started -> entrance.set(entrance(config, started)));
        if (!config.console().enabled()) {
            return Listening.all(List.of(relay)).map(all -> new Proxy(config, relay.result(), Optional.empty()));
        }
        Future<Console> console = console(config, platform, entrance);
        return Listening.all(List.of(relay, console))
                .map(all -> new Proxy(config, relay.result(), Optional.of(console.result())));
    }

    private static Future<HttpRelay> relay(ProxyConfig config, Platform platform) {
        S3Path path =
                new S3Path(RelaySettings.s3(config.s3(), config.upstream()), platform.telemetry(), System::nanoTime);
        HttpRelaySettings settings = new HttpRelaySettings(
                RelaySettings.listen(config.listen()),
                RelaySettings.upstream(config.upstream(), HttpRelaySettings.Protocol.HTTP1),
                config.memory().bytes());
        int loops = ProcessSettings.eventLoops(config.threads());
        Listen listen = config.listen();
        return Listening.on(
                "listen", listen.host(), listen.port(), HttpRelay.start(platform.vertx(), settings, path, loops));
    }

    private static Future<Console> console(ProxyConfig config, Platform platform, AtomicReference<String> entrance) {
        ConsoleSettings settings = config.console();
        TakesConnections store = new TakesConnections(
                platform.vertx(),
                "the store",
                config.upstream().host(),
                config.upstream().port());
        About about = new About("S3 proxy", config.service(), entrance::get, EXAMPLE);
        Console console = new Console(settings, platform.telemetry(), List.of(store), about);
        return Listening.on("console", settings.host(), settings.port(), console.start(platform.vertx()));
    }

    private static String entrance(ProxyConfig config, HttpRelay relay) {
        return Address.of(config.listen(), relay.port());
    }

    /** The port that clients connect to. */
    public int port() {
        return relay.port();
    }

    /** Where a browser finds the console; empty if there is none. */
    public Optional<String> consoleAddress() {
        return console.map(Console::address);
    }

    @Override
    public String addresses() {
        String addresses = entrance(config, relay) + " -> " + config.upstream().url();
        return console.map(c -> addresses + ", console " + c.address()).orElse(addresses);
    }

    /** The console answers until the last request is done, so that one can watch. */
    @Override
    public Future<Void> drain() {
        return relay.drain(config.drain())
                .eventually(() -> console.map(Console::close).orElse(Future.succeededFuture()));
    }
}
