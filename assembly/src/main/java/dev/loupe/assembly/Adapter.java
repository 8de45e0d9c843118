package dev.loupe.assembly;

import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.assembly.config.Price;
import dev.loupe.assembly.config.StageItem;
import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.launch.Listening;
import dev.loupe.console.launch.Platform;
import dev.loupe.console.launch.ProcessSettings;
import dev.loupe.console.launch.Running;
import dev.loupe.console.web.About;
import dev.loupe.console.web.Console;
import dev.loupe.console.web.ReadinessCheck;
import dev.loupe.console.web.Sources;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.JourneyStore;
import dev.loupe.relay.journey.JourneyWatch;
import dev.loupe.relay.journey.Outlet;
import dev.loupe.relay.journey.StageRules;
import dev.loupe.relay.service.ServiceSettings;
import dev.loupe.relay.service.WrappedService;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A running adapter: the paths around one service that cannot be changed, what they know of its requests and orders, and
 * the console beside them. Deployed once; its relays have event loops of their own.
 */
public final class Adapter extends VerticleBase implements Running {
    private final AdapterConfig config;
    private final String title;
    private final String example;
    private final Platform platform;
    private final JourneyWatch journeys;
    private final List<Listener.Opened> opened = new ArrayList<>();
    private volatile Optional<Console> console = Optional.empty();
    private Databases databases;
    private Brokers brokers;

    private Adapter(AdapterConfig config, String title, String example, Platform platform) {
        this.config = config;
        this.title = title;
        this.example = example;
        this.platform = platform;
        this.journeys = JourneyWatch.start(
                config.journeys(),
                StageRules.of(config.stages().stream().map(StageItem::rule).toList()),
                config.price().map(Price::settings),
                Outlet.of(platform.telemetry(), config.service()),
                Adapter::epochNanos);
    }

    private static long epochNanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /**
     * Starts to listen; the future succeeds when every listener and the console accept.
     *
     * @param title what it is, such as {@code MES adapter}
     * @param example a command to try first, in which <code>{entrance}</code> stands for the address in front of the service
     * @return failed with {@link dev.loupe.console.launch.StartRefused} if a port or host is to blame
     */
    public static Future<Adapter> start(AdapterConfig config, String title, String example, Platform platform) {
        Adapter adapter = new Adapter(config, title, example, platform);
        return platform.vertx().deployVerticle(adapter).map(adapter);
    }

    @Override
    public Future<?> start() {
        ServiceRequests requests = new ServiceRequests(config.correlation(), System::nanoTime);
        WrappedService service = new WrappedService(
                config.service(),
                new ServiceSettings(Set.copyOf(config.kinds())),
                platform.telemetry(),
                requests,
                journeys,
                System::nanoTime);
        databases = Databases.of(
                config,
                new Databases.Service(platform.vertx(), platform.telemetry(), requests, journeys, Adapter::epochNanos));
        brokers = Brokers.of(
                config,
                new Brokers.Service(platform.vertx(), platform.telemetry(), requests, journeys, Adapter::epochNanos));
        int loops = ProcessSettings.eventLoops(config.threads());
        List<Future<?>> starts = new ArrayList<>();
        List<Future<Listener.Opened>> relays = new ArrayList<>();
        for (Listener listener : new Paths(config, service, platform.telemetry(), databases, brokers).listeners()) {
            relays.add(listener.open(platform.vertx(), loops));
        }
        starts.addAll(relays);
        if (config.console().enabled()) {
            starts.add(console().onSuccess(started -> console = Optional.of(started)));
        }
        return Listening.all(starts)
                .onSuccess(all -> relays.forEach(relay -> opened.add(relay.result())))
                .onFailure(refused -> {
                    journeys.close();
                    databases.close();
                    brokers.close();
                });
    }

    private Future<Console> console() {
        ConsoleSettings settings = config.console();
        List<ReadinessCheck> ready = new ArrayList<>();
        ready.add(new TakesConnections(
                platform.vertx(),
                "the service",
                config.inbound().upstream().host(),
                config.inbound().upstream().port()));
        config.postgres().forEach(database -> ready.add(TakesConnections.of(platform.vertx(), database)));
        config.rabbitmq().forEach(broker -> ready.add(TakesConnections.of(platform.vertx(), broker)));
        Sources sources = Sources.of(platform.telemetry());
        if (!config.stages().isEmpty()) {
            sources = sources.with(new ShownJourneys(journeys.journeys()));
        }
        if (!config.postgres().isEmpty()) {
            sources = sources.with(new ShownDatabases(databases.all()));
        }
        if (!config.rabbitmq().isEmpty()) {
            sources = sources.with(new ShownBrokers(brokers.all()));
        }
        About about = new About(title, config.service(), this::entrance, example);
        Console started = new Console(settings, sources, ready, about);
        return Listening.on("console", settings.host(), settings.port(), started.start(platform.vertx()));
    }

    private String entrance() {
        return opened.isEmpty() ? "" : opened.get(0).address();
    }

    /** The ports that were bound, by the names of their paths; that in front of the service is {@code inbound}. */
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        opened.forEach(path -> ports.put(path.name(), path.port()));
        return ports;
    }

    /** Where a browser finds the console; empty if there is none. */
    public Optional<String> consoleAddress() {
        return console.map(Console::address);
    }

    /** What is known of orders. */
    public JourneyStore journeys() {
        return journeys.journeys();
    }

    @Override
    public String addresses() {
        List<String> all = new ArrayList<>();
        opened.forEach(path -> all.add(path.inWords()));
        consoleAddress().ifPresent(address -> all.add("console " + address));
        return String.join(", ", all) + "; " + new WhatIsTraced(config).inWords();
    }

    /** The console answers until the last request is done, so that one can watch. */
    @Override
    public Future<Void> drain() {
        List<Future<Void>> drains = new ArrayList<>();
        opened.forEach(path -> drains.add(path.drain(config.drain())));
        return Future.join(drains)
                .<Void>mapEmpty()
                .eventually(databases::close)
                .eventually(brokers::close)
                .eventually(() -> console.map(Console::close).orElse(Future.succeededFuture()))
                .onComplete(done -> journeys.close());
    }

    @Override
    public Future<?> stop() {
        journeys.close();
        return databases == null || brokers == null
                ? Future.succeededFuture()
                : Future.join(databases.close(), brokers.close());
    }
}
