package dev.loupe.console.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.loupe.console.config.Mistake;
import dev.loupe.console.config.PemFiles;
import dev.loupe.console.config.ServerTls;
import dev.loupe.telemetry.InvalidSetting;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** A deployable that answers each connection with its words, and drains while a client stays. */
final class FakeDeployable implements Deployable<FakeDeployable.Config> {
    record Config(Duration drain, Listen listen, Listen admin, boolean broken, Settings telemetry) {}

    record Listen(String host, int port, Optional<ServerTls> tls) {
        Listen {
            InvalidSetting.unlessWithin("port", port, 0, 65_535);
        }
    }

    /** Runs it as a process of its own, without telemetry and without logs. */
    public static void main(String[] args) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        Launcher.main(new FakeDeployable(), (settings, environment, service) -> new SilentPipeline(), args);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Config defaults() {
        Listen listen = new Listen("127.0.0.1", 0, Optional.empty());
        return new Config(Duration.ofSeconds(20), listen, listen, false, Settings.defaults());
    }

    @Override
    public ProcessSettings process(Config config) {
        return new ProcessSettings("fake-service", 1, config.drain(), config.telemetry());
    }

    @Override
    public List<Mistake> check(Config config) {
        return config.listen()
                .tls()
                .map(tls -> PemFiles.checkIdentity("listen.tls", tls.certificate(), tls.key()))
                .orElse(List.of());
    }

    @Override
    public Future<? extends Running> start(Config config, Platform platform) {
        if (config.broken()) {
            throw new IllegalStateException("the wheel came off");
        }
        NetServer server = platform.vertx().createNetServer();
        NetServer admin = platform.vertx().createNetServer().connectHandler(NetSocket::close);
        Promise<Void> lastGone = Promise.promise();
        server.connectHandler(client -> {
            client.closeHandler(closed -> lastGone.tryComplete());
            client.write("hello\n");
        });
        return Listening.all(List.of(listen("listen", config.listen(), server), listen("admin", config.admin(), admin)))
                .map(listening -> new FakeRunning(server, lastGone.future()));
    }

    private static Future<NetServer> listen(String group, Listen listen, NetServer server) {
        return Listening.on(group, listen.host(), listen.port(), server.listen(listen.port(), listen.host()));
    }

    private record FakeRunning(NetServer server, Future<Void> lastGone) implements Running {
        @Override
        public String addresses() {
            return "127.0.0.1:" + server.actualPort();
        }

        @Override
        public Future<Void> drain() {
            System.out.println("draining");
            return lastGone.onComplete(gone -> System.out.println("drained"));
        }
    }

    private static final class SilentPipeline implements Pipeline {
        @Override
        public Telemetry telemetry() {
            return null;
        }

        @Override
        public void close() {
            System.out.println("flushed");
        }
    }
}
