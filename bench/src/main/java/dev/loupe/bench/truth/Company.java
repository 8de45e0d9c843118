package dev.loupe.bench.truth;

import dev.loupe.bench.sink.EverySpan;
import dev.loupe.bench.sink.OtlpSink;
import dev.loupe.bench.sink.ReceivedSpan;
import dev.loupe.relay.correlation.CorrelationSettings;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.http.HttpPath;
import dev.loupe.relay.http.HttpRelay;
import dev.loupe.relay.http.HttpRelaySettings;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.relay.postgres.PostgresRelay;
import dev.loupe.relay.postgres.PostgresRelaySettings;
import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.relay.postgres.plan.SlowStatementListener;
import dev.loupe.relay.postgres.session.DatabasePath;
import dev.loupe.relay.postgres.session.DatabaseSettings;
import dev.loupe.relay.postgres.statement.KeyRule;
import dev.loupe.relay.postgres.statement.StatementSettings;
import dev.loupe.relay.service.InboundSettings;
import dev.loupe.relay.service.Networks;
import dev.loupe.relay.service.OutboundSettings;
import dev.loupe.relay.service.Peer;
import dev.loupe.relay.service.ServiceSettings;
import dev.loupe.relay.service.WrappedService;
import dev.loupe.relay.service.key.Extractor;
import dev.loupe.relay.service.key.KeySource;
import dev.loupe.relay.service.route.Routes;
import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A service between two of Loupe's paths, what it calls, and where its spans go. */
final class Company implements AutoCloseable {
    private static final List<String> ROUTES = List.of(
            "POST /orders",
            "GET /orders/{order}",
            "PUT /orders/{order}/price",
            "POST /orders/{order}/calculation",
            "GET /views",
            "GET /rates/{order}",
            "GET /catalogue");
    private static final List<String> CALLED_ROUTES = List.of(
            "GET /parts/{order}",
            "GET /views/{order}",
            "GET /archive/{order}",
            "PUT /orders/{order}/price",
            "POST /prices",
            "POST /results",
            "PUT /notices",
            "POST /sync",
            "GET /stock",
            "GET /rates",
            "GET /texts",
            "GET /materials",
            "GET /offers",
            "GET /heartbeat");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int LOOPS = 2;

    private final Ledger ledger = new Ledger();
    private final Map<String, ReceivedSpan> spans = new ConcurrentHashMap<>();
    private final OtlpSink sink;
    private final Telemetry telemetry;
    private final Vertx vertx = Vertx.vertx();
    private final HttpRelay outbound;
    private final HttpRelay inbound;
    private final PostgresRelay database;
    private final Sightings sightings = new Sightings();
    private final Optional<Messaging> messaging;
    private final Service service;

    /** How the service is made. */
    enum Kind {
        /** A thread for each request. */
        THREADS,
        /** One event loop for all. */
        EVENTS;

        /** As in a case's name. */
        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param server port of the database server
     * @param broker from which the service gets work, and to which it publishes; empty for none
     */
    Company(Kind kind, int server, Optional<Messaging.Broker> broker) throws IOException {
        sink = OtlpSink.reading(span -> spans.put(span.traceId() + '-' + span.spanId(), span));
        telemetry = EverySpan.exportedTo(sink.endpoint(), "mes-adapter");
        ServiceRequests requests = new ServiceRequests(CorrelationSettings.defaults(), System::nanoTime);
        WrappedService wrapped = new WrappedService(
                "mes-api",
                new ServiceSettings(Set.of("order")),
                telemetry,
                requests,
                JourneyListener.NONE,
                System::nanoTime);
        outbound = relay(origin().actualPort(), wrapped.outbound(outboundSettings()));
        database = await(PostgresRelay.start(vertx, databaseSettings(server), databasePath(requests, server), LOOPS));
        Duties duties = new Duties(ledger);
        messaging = broker.map(at -> new Messaging(vertx, telemetry, requests, at));
        Optional<Messaging.Broker> mq = messaging.map(Messaging::seeming);
        service = kind == Kind.THREADS
                ? new ThreadService(duties, outbound.port(), database.port(), mq)
                : new EventService(duties, outbound.port(), database.port(), mq);
        inbound = relay(service.port(), wrapped.inbound(inboundSettings()));
    }

    private WatchedPath databasePath(ServiceRequests requests, int server) {
        UniqueClock clock = new UniqueClock();
        DatabaseSettings settings = new DatabaseSettings(
                "mes-db",
                "db.internal",
                server,
                false,
                List.of(),
                PATIENCE,
                1_000,
                StatementSettings.defaults()
                        .with(List.of(
                                new KeyRule.Column("order", "prices.order_id"),
                                new KeyRule.Column("order", "orders.id"),
                                new KeyRule.Column("order", "results.order_id"))));
        return new WatchedPath(
                new DatabasePath(
                        settings,
                        "mes-api",
                        telemetry,
                        requests,
                        JourneyListener.NONE,
                        new Backends(),
                        SlowStatementListener.NONE,
                        clock::next,
                        clock::again),
                ledger,
                sightings,
                clock);
    }

    private static PostgresRelaySettings databaseSettings(int server) {
        return new PostgresRelaySettings(
                new PostgresRelaySettings.Listen(
                        "127.0.0.1", 0, PostgresRelaySettings.Encryption.REFUSE, Optional.empty()),
                new PostgresRelaySettings.Upstream("127.0.0.1", server, UpstreamTls.off()),
                "");
    }

    private static InboundSettings inboundSettings() {
        return new InboundSettings(
                Routes.of("routes", ROUTES, 10),
                keys(),
                false,
                Networks.of("trusted", List.of()),
                Set.of(),
                Routes.of("exclusions", List.of(), 0),
                "mes.internal",
                8080);
    }

    private static OutboundSettings outboundSettings() {
        return new OutboundSettings(
                new Peer.Fixed("shop-api", "shop.internal", 8081),
                Routes.of("routes", CALLED_ROUTES, 10),
                keys(),
                false,
                true,
                Set.of(),
                Routes.of("exclusions", List.of(), 0));
    }

    private static List<Extractor> keys() {
        return List.of(
                new Extractor("order", KeySource.parse("header x-order")),
                new Extractor("order", KeySource.parse("request /order/id")));
    }

    private HttpServer origin() {
        return await(vertx.createHttpServer()
                .requestHandler(request -> {
                    ledger.called(Integer.parseInt(request.getHeader(Duties.NUMBER)), request.getHeader("traceparent"));
                    request.end().onComplete(read -> request.response().end());
                })
                .listen(0, "127.0.0.1"));
    }

    private HttpRelay relay(int upstream, HttpPath path) {
        HttpRelaySettings settings = new HttpRelaySettings(
                new HttpRelaySettings.Listen(
                        "127.0.0.1",
                        0,
                        Optional.empty(),
                        10_000,
                        65_536,
                        16_384,
                        PATIENCE,
                        PATIENCE,
                        PATIENCE,
                        PATIENCE),
                new HttpRelaySettings.Upstream(
                        "127.0.0.1",
                        upstream,
                        Optional.empty(),
                        PATIENCE,
                        PATIENCE,
                        PATIENCE,
                        PATIENCE,
                        1_024,
                        4_096,
                        PATIENCE));
        return await(HttpRelay.start(vertx, settings, path, LOOPS));
    }

    /** Lets the jobs be seen alone, then lets clients visit while jobs go on; blocks until all is done and exported. */
    void live(int clients, int visits, boolean pauses) throws InterruptedException {
        Clients visitors = new Clients(vertx, inbound.port(), ledger, messaging.isPresent());
        try (Jobs jobs = new Jobs(service, messaging.isPresent())) {
            jobs.once();
            await(visitors.visit(messaging.isPresent() ? Errand.PROMISE : Errand.CALCULATE, false));
            settle();
            jobs.keepWorking();
            Future<Void> visited = visitors.visit(clients, visits, pauses);
            if (messaging.isPresent()) {
                supply(messaging.get(), visits / 2, clients);
            }
            await(visited);
            settle();
        }
        close(inbound);
        close(outbound);
        service.close();
        messaging.ifPresent(Messaging::close);
        await(database.drain(Duration.ofSeconds(5)));
        telemetry.close();
        MessageSpans.delivered(spans.values(), ledger)
                .forEach((message, span) -> ledger.delivered(message, span.traceId() + '-' + span.spanId()));
    }

    private void supply(Messaging from, int messages, int atOnce) throws InterruptedException {
        try (Supply supply = from.supply(ledger)) {
            supply.send(messages, atOnce);
            settle();
        } catch (IOException e) {
            ledger.failed("work for the service: " + e);
        }
    }

    private void settle() throws InterruptedException {
        while (ledger.isWorking()) {
            Thread.sleep(1);
        }
    }

    private static void close(HttpRelay relay) {
        await(relay.drain(Duration.ofSeconds(5)));
    }

    Ledger ledger() {
        return ledger;
    }

    Sightings sightings() {
        return sightings;
    }

    /** What was exported, by trace and span. */
    Map<String, ReceivedSpan> spans() {
        return spans;
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        service.close();
        telemetry.close();
        sink.close();
        await(vertx.close());
    }
}
