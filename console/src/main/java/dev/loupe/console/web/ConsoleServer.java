package dev.loupe.console.web;

import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.web.asset.Assets;
import dev.loupe.console.web.page.BrokerPages;
import dev.loupe.console.web.page.DatabasePages;
import dev.loupe.console.web.page.Frame;
import dev.loupe.console.web.page.JourneyPages;
import dev.loupe.console.web.page.Pages;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The console as a verticle, which gives it a context of its own. */
final class ConsoleServer extends VerticleBase {
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(2);
    private static final int IDLE_SECONDS = 60;

    private final ConsoleSettings settings;
    private final Sources sources;
    private final List<ReadinessCheck> checks;
    private final About about;
    private HttpServer server;
    private Offloaded offloaded;

    ConsoleServer(ConsoleSettings settings, Sources sources, List<ReadinessCheck> checks, About about) {
        this.settings = settings;
        this.sources = sources;
        this.checks = checks;
        this.about = about;
    }

    @Override
    public Future<?> start() {
        Assets assets = Assets.load();
        Frame frame = new Frame(
                about.title(),
                about.service(),
                about.entrance(),
                about.example(),
                settings.jaeger(),
                sources.journeys().isPresent(),
                sources.databases().isPresent(),
                sources.brokers().isPresent(),
                assets);
        Pages pages = new Pages(sources.live(), sources.traces(), frame, ZoneId.systemDefault(), Instant::now);
        Optional<JourneyPages> journeys = sources.journeys()
                .map(shown -> new JourneyPages(shown, sources.traces(), frame, ZoneId.systemDefault(), Instant::now));
        Optional<DatabasePages> databases = sources.databases()
                .map(shown -> new DatabasePages(shown, sources.traces(), frame, ZoneId.systemDefault(), Instant::now));
        Optional<BrokerPages> brokers = sources.brokers()
                .map(shown -> new BrokerPages(shown, sources.traces(), frame, ZoneId.systemDefault(), Instant::now));
        Readiness readiness = new Readiness(checks, CHECK_LIMIT, System::nanoTime);
        offloaded = new Offloaded(vertx);
        Routes routes = new Routes(pages, journeys, databases, brokers, sources.metrics(), readiness, offloaded);
        server = vertx.createHttpServer(options())
                .requestHandler(routes.router(vertx, new Guard(new HostCheck(settings.host())), assets));
        return server.listen();
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false);
        settings.tls().ifPresent(tls -> options.setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(tls.certificate().toString())
                        .setKeyPath(tls.key().toString())));
        return options;
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public Future<?> stop() {
        return offloaded.close();
    }
}
