package dev.loupe.console.web;

import dev.loupe.console.web.asset.Asset;
import dev.loupe.console.web.asset.Assets;
import dev.loupe.console.web.page.BrokerPages;
import dev.loupe.console.web.page.DatabasePages;
import dev.loupe.console.web.page.JourneyFilter;
import dev.loupe.console.web.page.JourneyPages;
import dev.loupe.console.web.page.MessageFilter;
import dev.loupe.console.web.page.Pages;
import dev.loupe.console.web.page.QueueFilter;
import dev.loupe.console.web.page.StatementFilter;
import dev.loupe.console.web.page.StatementOrder;
import dev.loupe.console.web.page.TraceFilter;
import dev.loupe.telemetry.Telemetry.Exposition;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the console answers to which address. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int FAILED = 500;

    private final Pages pages;
    private final Optional<JourneyPages> journeys;
    private final Optional<DatabasePages> databases;
    private final Optional<BrokerPages> brokers;
    private final Function<String, Exposition> metrics;
    private final Readiness readiness;
    private final Offloaded offloaded;

    Routes(
            Pages pages,
            Optional<JourneyPages> journeys,
            Optional<DatabasePages> databases,
            Optional<BrokerPages> brokers,
            Function<String, Exposition> metrics,
            Readiness readiness,
            Offloaded offloaded) {
        this.pages = pages;
        this.journeys = journeys;
        this.databases = databases;
        this.brokers = brokers;
        this.metrics = metrics;
        this.readiness = readiness;
        this.offloaded = offloaded;
    }

    private record Reply(int status, String html) {
        static Reply ok(String html) {
            return new Reply(OK, html);
        }
    }

    Router router(Vertx vertx, Handler<RoutingContext> guard, Assets assets) {
        Router router = Router.router(vertx);
        router.route().handler(guard);
        router.route("/health/live").handler(context -> answer(context, OK, JSON, "{\"status\":\"live\"}"));
        router.route("/health/ready").handler(this::ready);
        router.route("/metrics").handler(this::metrics);
        router.route("/").handler(context -> page(context, () -> Reply.ok(pages.dashboard(filter(context)))));
        router.route("/parts/live").handler(context -> page(context, () -> Reply.ok(pages.live())));
        router.route("/parts/figures").handler(context -> page(context, () -> Reply.ok(pages.figures())));
        router.route("/parts/traces").handler(context -> page(context, () -> Reply.ok(pages.traces(filter(context)))));
        router.route("/trace/:traceId").handler(this::trace);
        journeys.ifPresent(shown -> onOrders(router, shown));
        databases.ifPresent(shown -> onDatabases(router, shown));
        brokers.ifPresent(shown -> onBrokers(router, shown));
        assets.all().forEach(asset -> router.route(asset.path()).handler(context -> serve(context, asset)));
        router.route().handler(context -> page(context, this::nothingHere));
        router.errorHandler(FAILED, this::failed);
        return router;
    }

    private void onOrders(Router router, JourneyPages shown) {
        router.route("/journeys").handler(context -> page(context, () -> Reply.ok(shown.list(journeyFilter(context)))));
        router.route("/parts/stages")
                .handler(context -> page(context, () -> Reply.ok(shown.stages(journeyFilter(context)))));
        router.route("/parts/journeys")
                .handler(context -> page(context, () -> Reply.ok(shown.rows(journeyFilter(context)))));
        router.route("/journey/:order").handler(context -> {
            String order = context.pathParam("order");
            page(context, () -> found(shown.journey(order), () -> shown.unknown(order)));
        });
        router.route("/parts/journey/:order").handler(context -> {
            String order = context.pathParam("order");
            page(context, () -> Reply.ok(shown.part(order)));
        });
    }

    private void onDatabases(Router router, DatabasePages shown) {
        router.route("/databases")
                .handler(context -> page(context, () -> Reply.ok(shown.statements(statementFilter(context)))));
        router.route("/parts/databases").handler(context -> page(context, () -> Reply.ok(shown.servers())));
        router.route("/parts/statements")
                .handler(context -> page(context, () -> Reply.ok(shown.rows(statementFilter(context)))));
        router.route("/locks").handler(context -> page(context, () -> Reply.ok(shown.locks())));
        router.route("/parts/locks").handler(context -> page(context, () -> Reply.ok(shown.waits())));
    }

    private void onBrokers(Router router, BrokerPages shown) {
        router.route("/queues").handler(context -> page(context, () -> Reply.ok(shown.queues(queueFilter(context)))));
        router.route("/parts/brokers").handler(context -> page(context, () -> Reply.ok(shown.brokers())));
        router.route("/parts/queues")
                .handler(context -> page(context, () -> Reply.ok(shown.queueRows(queueFilter(context)))));
        router.route("/messages")
                .handler(context -> page(context, () -> Reply.ok(shown.messages(messageFilter(context)))));
        router.route("/parts/messages")
                .handler(context -> page(context, () -> Reply.ok(shown.messageRows(messageFilter(context)))));
        router.route("/message/:traceId/:spanId").handler(context -> {
            String traceId = context.pathParam("traceId");
            String spanId = context.pathParam("spanId");
            page(context, () -> found(shown.life(traceId, spanId), () -> shown.unknown(traceId)));
        });
        router.route("/parts/message/:traceId/:spanId").handler(context -> {
            String traceId = context.pathParam("traceId");
            String spanId = context.pathParam("spanId");
            page(context, () -> Reply.ok(shown.lifePart(traceId, spanId)));
        });
    }

    private static Reply found(Optional<String> html, Supplier<String> otherwise) {
        return html.map(Reply::ok).orElseGet(() -> new Reply(NOT_FOUND, otherwise.get()));
    }

    private void ready(RoutingContext context) {
        readiness
                .ask()
                .onSuccess(answer -> answer(
                        context,
                        answer.ready() ? OK : UNAVAILABLE,
                        JSON,
                        answer.report().encode()));
    }

    private void metrics(RoutingContext context) {
        String accept = Objects.requireNonNullElse(context.request().getHeader(HttpHeaders.ACCEPT), "");
        offloaded
                .run(() -> metrics.apply(accept))
                .onSuccess(exposition -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, exposition.contentType())
                        .end(Buffer.buffer(exposition.body())))
                .onFailure(context::fail);
    }

    private void trace(RoutingContext context) {
        String traceId = context.pathParam("traceId");
        page(context, () -> found(pages.trace(traceId), () -> pages.unknownTrace(traceId)));
    }

    private Reply nothingHere() {
        return new Reply(NOT_FOUND, pages.sorry("There is no such page", "The address leads nowhere."));
    }

    private void page(RoutingContext context, Callable<Reply> work) {
        offloaded
                .run(work)
                .onSuccess(reply -> answer(context, reply.status(), HTML, reply.html()))
                .onFailure(context::fail);
    }

    private static void serve(RoutingContext context, Asset asset) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType())
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .end(Buffer.buffer(asset.content()));
    }

    private void failed(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (context.failure() instanceof Offloaded.Busy) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "1");
            answer(context, UNAVAILABLE, "text/plain; charset=utf-8", "The console is busy; ask again in a second.\n");
            return;
        }
        // Not the address as it came, which may be an order's that somebody typed in.
        String page =
                context.currentRoute() == null ? null : context.currentRoute().getPath();
        LOG.warn("The console could not answer {}", page == null ? "a request" : page, context.failure());
        answer(context, FAILED, "text/plain; charset=utf-8", "The console failed to put this together; see its log.\n");
    }

    private static void answer(RoutingContext context, int status, String type, String body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .end(body);
    }

    private static TraceFilter filter(RoutingContext context) {
        HttpServerRequest request = context.request();
        return new TraceFilter(
                Objects.requireNonNullElse(request.getParam("operation"), ""),
                Objects.requireNonNullElse(request.getParam("file"), ""),
                "on".equals(request.getParam("errors")));
    }

    private static StatementFilter statementFilter(RoutingContext context) {
        HttpServerRequest request = context.request();
        return new StatementFilter(
                Objects.requireNonNullElse(request.getParam("database"), ""),
                Objects.requireNonNullElse(request.getParam("statement"), ""),
                StatementOrder.named(Objects.requireNonNullElse(request.getParam("sort"), "")));
    }

    private static QueueFilter queueFilter(RoutingContext context) {
        HttpServerRequest request = context.request();
        return new QueueFilter(
                Objects.requireNonNullElse(request.getParam("broker"), ""),
                Objects.requireNonNullElse(request.getParam("queue"), ""),
                "on".equals(request.getParam("busy")));
    }

    private static MessageFilter messageFilter(RoutingContext context) {
        HttpServerRequest request = context.request();
        return new MessageFilter(
                Objects.requireNonNullElse(request.getParam("kind"), ""),
                Objects.requireNonNullElse(request.getParam("about"), ""));
    }

    private static JourneyFilter journeyFilter(RoutingContext context) {
        HttpServerRequest request = context.request();
        return new JourneyFilter(
                Objects.requireNonNullElse(request.getParam("order"), ""),
                Objects.requireNonNullElse(request.getParam("stage"), ""),
                "on".equals(request.getParam("stuck")));
    }
}
