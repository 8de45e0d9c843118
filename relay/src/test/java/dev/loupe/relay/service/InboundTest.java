package dev.loupe.relay.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.fixture.Response;
import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.ExchangeObserver.Field;
import dev.loupe.relay.http.RelayError;
import dev.loupe.relay.trace.HeaderFormat;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Settings;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.semconv.ServiceAttributes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to a wrapped service. */
class InboundTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final Head GET = Head.of("GET /orders/10234?token=5ecret");

    private static Head from(String traceparent) {
        return GET.with("traceparent", traceparent);
    }

    @Test
    void request_isASpanOfTheServiceByTheConventions() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(GET)
                    .goes()
                    .after(2)
                    .isAnswered(Response.of(200), "hello")
                    .isWhole();

            SpanData span = mes.server();
            assertThat(span.getName()).isEqualTo("GET /orders/{order}");
            assertThat(span.getResource().getAttribute(ServiceAttributes.SERVICE_NAME))
                    .isEqualTo("mes-api");
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            assertThat(span.getAttributes().get(Names.HTTP_METHOD)).isEqualTo("GET");
            assertThat(span.getAttributes().get(Names.HTTP_ROUTE)).isEqualTo("/orders/{order}");
            assertThat(span.getAttributes().get(Names.URL_SCHEME)).isEqualTo("http");
            assertThat(span.getAttributes().get(Names.NETWORK_PROTOCOL_VERSION)).isEqualTo("1.1");
            assertThat(span.getAttributes().get(Names.SERVER_ADDRESS)).isEqualTo("mes.internal");
            assertThat(span.getAttributes().get(Names.SERVER_PORT)).isEqualTo(8080);
            assertThat(span.getAttributes().get(Names.HTTP_STATUS)).isEqualTo(200);
            assertThat(span.getAttributes().get(Names.HTTP_RESPONSE_BODY_SIZE)).isEqualTo(5);
            assertThat(span.getAttributes().get(Names.JOURNEY)).isEqualTo(mes.pseudonym("order", "10234"));
            assertThat(span.getAttributes().get(Names.URL_TEMPLATE)).isNull();
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, UNSET, ", "404, UNSET, ", "500, ERROR, 500", "503, ERROR, 503"})
    void status_isAnErrorOfTheServerFrom500On(int status, StatusCode code, String errorType) {
        try (Wrapped mes = new Wrapped()) {
            mes.request(GET).goes().isAnswered(status).isWhole();

            assertThat(mes.server().getStatus().getStatusCode()).isEqualTo(code);
            assertThat(mes.server().getAttributes().get(Names.ERROR_TYPE)).isEqualTo(errorType);
        }
    }

    @Test
    void brokenTransfer_saysWhoBrokeIt() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(GET).goes().isAnswered(200).breaks(ExchangeEnd.Side.UPSTREAM);

            assertThat(mes.server().getStatus().getDescription())
                    .isEqualTo("broken by the upstream (closed) after 3 bytes");
            assertThat(mes.server().getAttributes().get(Names.BROKEN_BY)).isEqualTo("upstream");
            assertThat(mes.server().getAttributes().get(Names.ERROR_TYPE)).isEqualTo("broken_by_upstream");
            assertThat(mes.ended()).singleElement().satisfies(it -> assertThat(it.status())
                    .isZero());
        }
    }

    @Test
    void answerOfTheRelay_isAnErrorThatNamesTheTrace() {
        try (Wrapped mes = new Wrapped()) {
            var exchange = mes.request(GET);
            String requestId = exchange.observer().requestId();
            String body = mes.inbound()
                    .errorBody(new RelayError(RelayError.Kind.UPSTREAM_TIMEOUT, 504, "too late"), requestId)
                    .body();
            exchange.goes().isAnsweredByTheRelay(RelayError.Kind.UPSTREAM_TIMEOUT, 504);

            assertThat(mes.server().getTraceId()).isEqualTo(requestId);
            assertThat(body).contains("504", requestId);
            assertThat(mes.server().getAttributes().get(Names.ERROR_TYPE)).isEqualTo("upstream_timeout");
        }
    }

    @Test
    void readerWhoLeavesAStreamOfEvents_breaksNothing() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("GET /events"))
                    .goes()
                    .isAnswered(
                            Response.of(200).with("content-type", "text/event-stream; charset=utf-8"), "data: 1\n\n")
                    .breaks(ExchangeEnd.Side.CLIENT);

            assertThat(mes.server().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(mes.ended()).singleElement().satisfies(it -> assertThat(it.status())
                    .isEqualTo(200));
        }
    }

    @Test
    void tunnel_countsItsOwnBytes() {
        try (Wrapped mes = new Wrapped()) {
            var exchange = mes.request(Head.of("GET /events").with("upgrade", "websocket"))
                    .goes();
            exchange.observer().responseStarted(Response.of(101));
            exchange.observer().tunnelBegun();
            exchange.observer().tunnelled(5, true);
            exchange.observer().tunnelled(7, false);
            exchange.isWhole();

            assertThat(mes.server().getAttributes().get(Names.HTTP_STATUS)).isEqualTo(101);
            assertThat(mes.server().getAttributes().get(Names.TUNNEL_SENT)).isEqualTo(5);
            assertThat(mes.server().getAttributes().get(Names.TUNNEL_RECEIVED)).isEqualTo(7);
        }
    }

    // --- keys

    @Test
    void keyOfTheResponse_isOnTheSpanAndOfTheRequestInFlight() {
        try (Wrapped mes = new Wrapped()) {
            var placed = mes.request(Head.of("POST /orders")).sends("{}");
            mes.request(Head.of("GET /orders/7")).goes();
            placed.isAnswered(Response.of(202), "{\"id\":10234}").isWhole();
            mes.call(Head.of("PUT /orders/10234/price")).goes().isAnswered(204).isWhole();

            String journey = mes.pseudonym("order", "10234");
            assertThat(mes.server().getAttributes().get(Names.JOURNEY)).isEqualTo(journey);
            assertThat(mes.client().getAttributes().get(Names.CORRELATION)).isEqualTo("key");
            assertThat(mes.client().getParentSpanId()).isEqualTo(mes.server().getSpanId());
        }
    }

    @Test
    void clientThatHangsUpAndAsksAgain_mayHaveTwoWorkedFor() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("GET /orders/7")).goes().breaks(ExchangeEnd.Side.CLIENT);
            mes.request(Head.of("GET /orders/7")).goes();
            mes.call(Head.of("PUT /orders/7/price")).goes().isAnswered(204).isWhole();

            assertThat(mes.client().getAttributes().get(Names.CORRELATION)).isEqualTo("ambiguous");
            assertThat(mes.client().getAttributes().get(Names.CORRELATION_CANDIDATES))
                    .isEqualTo(2);
        }
    }

    @Test
    void requestThatTheServiceNeverGot_isForgotten() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("GET /orders/7")).isAnsweredByTheRelay(RelayError.Kind.UPSTREAM_UNREACHABLE, 502);
            mes.call(Head.of("PUT /orders/7/price")).goes().isAnswered(204).isWhole();

            assertThat(mes.client().getAttributes().get(Names.CORRELATION)).isEqualTo("none");
        }
    }

    @Test
    void keysThatDisagree_areNotUsed() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(GET.with("x-order", "7").with("x-operator", "ivanova"))
                    .goes()
                    .isAnswered(200)
                    .isWhole();

            assertThat(mes.server().getAttributes().get(Names.KEY_CONFLICT)).isEqualTo("order");
            assertThat(mes.server().getAttributes().get(Names.JOURNEY)).isNull();
            assertThat(mes.server().getAttributes().get(Names.OPERATOR_ID))
                    .isEqualTo(mes.pseudonym("operator", "ivanova"))
                    .isEqualTo(mes.server().getAttributes().get(Names.ENDUSER_PSEUDO_ID));
        }
    }

    @Test
    void journeys_areToldOfTheBeginningAgainWhenTheBodyHasAKey() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("POST /orders"))
                    .sends("{\"order\":", "{\"id\":\"10234\"}}")
                    .after(3)
                    .isAnswered(201)
                    .isWhole();

            assertThat(mes.began()).hasSize(2);
            assertThat(mes.began().get(0).keys()).isEmpty();
            assertThat(mes.began().get(1).keys()).hasSize(1);
            assertThat(mes.ended()).singleElement().satisfies(it -> {
                assertThat(it.direction()).isEqualTo("in");
                assertThat(it.route()).isEqualTo("/orders");
                assertThat(it.status()).isEqualTo(201);
                assertThat(it.durationNanos()).isEqualTo(3_000_000_000L);
                assertThat(it.keys())
                        .extracting(key -> key.pseudonym())
                        .containsExactly(mes.pseudonym("order", "10234"));
                assertThat(it.span().getSpanId()).isEqualTo(mes.server().getSpanId());
            });
        }
    }

    // --- trace context

    @Test
    void caller_isTheParent() {
        try (Wrapped mes = new Wrapped()) {
            var exchange = mes.request(from("00-" + TRACE + "-" + SPAN + "-00").with("tracestate", "shop=1"))
                    .goes();
            exchange.isAnswered(200).isWhole();

            assertThat(mes.server().getTraceId()).isEqualTo(TRACE);
            assertThat(mes.server().getParentSpanId()).isEqualTo(SPAN);
            assertThat(exchange.fields().traceparent())
                    .startsWith("00-" + TRACE + "-" + mes.server().getSpanId());
            assertThat(exchange.fields().dropTracestate()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, true", "::ffff:10.1.2.3, true", "192.0.2.1, false", "fd00::1, true", "fe80::1, false"})
    void sampledFlag_isHeardFromTrustedNetworksOnly(String client, boolean kept) {
        Wrapped.Setup setup = new Wrapped.Setup();
        setup.policy = Settings.Policy.SELECTIVE;
        setup.trusted = List.of("10.0.0.0/8", "fd00::/8");
        try (Wrapped mes = new Wrapped(setup)) {
            var exchange = mes.request(from("00-" + TRACE + "-" + SPAN + "-01"), client)
                    .goes();
            exchange.isAnswered(200).isWhole();

            assertThat(mes.spans()).hasSize(kept ? 1 : 0);
            assertThat(exchange.fields().traceparent()).endsWith(kept ? "-01" : "-00");
        }
    }

    @Test
    void publicEdge_linksToTheContextFromOutsideAndReplacesIt() {
        Wrapped.Setup setup = new Wrapped.Setup();
        setup.publicEdge = true;
        setup.trusted = List.of("10.0.0.0/8");
        try (Wrapped mes = new Wrapped(setup)) {
            var exchange = mes.request(from("00-" + TRACE + "-" + SPAN + "-00").with("tracestate", "outside=1"))
                    .goes();
            exchange.isAnswered(200).isWhole();

            assertThat(mes.server().getTraceId()).isNotEqualTo(TRACE);
            assertThat(mes.server().getParentSpanContext().isValid()).isFalse();
            assertThat(mes.server().getLinks()).singleElement().satisfies(link -> assertThat(
                            link.getSpanContext().getTraceId())
                    .isEqualTo(TRACE));
            assertThat(exchange.fields().traceparent())
                    .startsWith("00-" + mes.server().getTraceId())
                    .endsWith("-01");
            assertThat(exchange.fields().dropTracestate()).isTrue();
        }
    }

    @Test
    void publicEdge_continuesTheContextOfOurOwnServices() {
        Wrapped.Setup setup = new Wrapped.Setup();
        setup.publicEdge = true;
        setup.trusted = List.of("10.0.0.0/8");
        try (Wrapped shop = new Wrapped(setup)) {
            var exchange = shop.request(
                            from("00-" + TRACE + "-" + SPAN + "-01").with("tracestate", "ours=1"), "10.1.2.3")
                    .goes();
            exchange.isAnswered(200).isWhole();

            assertThat(shop.server().getTraceId()).isEqualTo(TRACE);
            assertThat(shop.server().getParentSpanId()).isEqualTo(SPAN);
            assertThat(shop.server().getLinks()).isEmpty();
            assertThat(exchange.fields().dropTracestate()).isFalse();
        }
    }

    @Test
    void excludedRequestAtThePublicEdge_handsNoForeignContextOn() {
        Wrapped.Setup setup = new Wrapped.Setup();
        setup.publicEdge = true;
        try (Wrapped mes = new Wrapped(setup)) {
            var exchange = mes.request(Head.of("GET /health").with("traceparent", "00-" + TRACE + "-" + SPAN + "-01"))
                    .goes();

            assertThat(exchange.fields().traceparent()).doesNotContain(TRACE).endsWith("-00");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b3: 4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "x-b3-traceid: 4bf92f3577b34da6a3ce929d0e0e4736\nx-b3-spanid: 00f067aa0ba902b7",
                "uber-trace-id: 4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1"
            })
    void otherFormats_areReadIfConfigured(String fields) {
        Wrapped.Setup setup = new Wrapped.Setup();
        setup.formats = Set.of(HeaderFormat.B3, HeaderFormat.JAEGER);
        Head head = GET;
        for (String field : fields.lines().toList()) {
            int colon = field.indexOf(": ");
            head = head.with(field.substring(0, colon), field.substring(colon + 2));
        }
        try (Wrapped mes = new Wrapped(setup);
                Wrapped plain = new Wrapped()) {
            var exchange = mes.request(head).goes();
            exchange.isAnswered(200).isWhole();
            var without = plain.request(head).goes();
            without.isAnswered(200).isWhole();

            assertThat(mes.server().getTraceId()).isEqualTo(TRACE);
            assertThat(mes.server().getParentSpanId()).isEqualTo(SPAN);
            assertThat(exchange.fields().more())
                    .extracting(Field::name)
                    .contains("b3", "uber-trace-id")
                    .doesNotHaveDuplicates();
            assertThat(exchange.fields().more())
                    .filteredOn(field -> field.name().equals("b3"))
                    .singleElement()
                    .satisfies(field -> assertThat(field.value())
                            .startsWith(TRACE + "-" + mes.server().getSpanId()));
            assertThat(plain.server().getTraceId()).isNotEqualTo(TRACE);
            assertThat(without.fields().more()).isEmpty();
        }
    }

    @Test
    void formThatTheRequestHas_isReplacedTooWhereAnotherIsWritten() {
        Wrapped.Setup setup = new Wrapped.Setup();
        setup.formats = Set.of(HeaderFormat.B3);
        try (Wrapped mes = new Wrapped(setup)) {
            var exchange = mes.request(GET.with("x-b3-traceid", TRACE)
                            .with("x-b3-spanid", SPAN)
                            .with("x-b3-parentspanid", "05e3ac9a4f6e3b90"))
                    .goes();
            exchange.isAnswered(200).isWhole();

            assertThat(exchange.fields().more())
                    .contains(
                            new Field("x-b3-traceid", TRACE),
                            new Field("x-b3-spanid", mes.server().getSpanId()),
                            new Field("x-b3-parentspanid", SPAN));
        }
    }

    // --- what leaves no span

    @Test
    void excludedRequest_isOnlyCounted() {
        try (Wrapped mes = new Wrapped()) {
            var exchange = mes.request(Head.of("GET /health").with("traceparent", "00-" + TRACE + "-" + SPAN + "-01"))
                    .goes();
            mes.call(Head.of("GET /prices")).goes().isAnswered(200).isWhole();
            exchange.isAnswered(200).isWhole();

            assertThat(exchange.fields()).isNull();
            assertThat(mes.spans()).isEmpty();
            assertThat(mes.began()).isEmpty();
            assertThat(mes.ended()).isEmpty();
            assertThat(mes.metrics())
                    .contains("loupe_excluded_requests_total{direction=\"in\",http_route=\"/health\"")
                    .contains("loupe_excluded_requests_total{direction=\"out\"");
        }
    }

    @Test
    void callForOneOfSeveralExcludedRequests_leavesNoSpanEither() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("GET /health")).goes();
            mes.request(Head.of("GET /health")).goes();
            mes.call(Head.of("GET /prices")).goes().isAnswered(200).isWhole();

            assertThat(mes.spans()).isEmpty();
            assertThat(mes.metrics()).contains("loupe_excluded_requests_total{direction=\"out\"");
        }
    }

    @Test
    void excludedRequest_isStillOneThatACallMayBeFor() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("GET /health")).goes();
            mes.request(GET).goes();
            mes.call(Head.of("GET /prices")).goes().isAnswered(200).isWhole();

            assertThat(mes.client().getAttributes().get(Names.CORRELATION)).isEqualTo("ambiguous");
            assertThat(mes.client().getAttributes().get(Names.CORRELATION_CANDIDATES))
                    .isEqualTo(2);
            assertThat(mes.client().getLinks()).hasSize(1);
        }
    }

    @Test
    void observerThatFails_leavesNothingInFlight() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(GET).goes().observer().abandoned();
            mes.call(Head.of("GET /prices")).goes().isAnswered(200).isWhole();

            assertThat(mes.client().getAttributes().get(Names.CORRELATION)).isEqualTo("none");
            assertThat(mes.telemetry().live().runningCount()).isZero();
            assertThat(mes.spans()).extracting(SpanData::getKind).contains(SpanKind.SERVER);
        }
    }

    // --- figures

    @Test
    void figures_areByRouteMethodAndStatusClass() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(GET).goes().isAnswered(204).isWhole();
            mes.request(Head.of("INVENTED /orders/7")).goes().isAnswered(405).isWhole();

            assertThat(mes.metrics())
                    .contains("http_server_request_duration_seconds_count{http_request_method=\"GET\","
                            + "http_route=\"/orders/{order}\"")
                    .contains("status_class=\"2xx\"")
                    .contains("http_request_method=\"_OTHER\"")
                    .contains("status_class=\"4xx\"")
                    .doesNotContain("INVENTED");
            assertThat(mes.telemetry().live().lastMinute())
                    .extracting(figures -> figures.operation())
                    .containsExactlyInAnyOrder("GET /orders/{order}", "HTTP /orders/{order}");
        }
    }

    @Test
    void listenerThatFails_costsTheExchangeNothing() {
        try (Wrapped mes = new Wrapped()) {
            var service = new WrappedService(
                    "mes-api",
                    new ServiceSettings(Set.of()),
                    mes.telemetry(),
                    mes.service().requests(),
                    happening -> {
                        throw new IllegalStateException("no room");
                    },
                    System::nanoTime);
            OutboundSettings settings = mes.outboundSettings();
            var path = service.outbound(new OutboundSettings(
                    settings.peer(), settings.routes(), List.of(), false, true, Set.of(), settings.exclusions()));
            var call = path.begin(GET, new dev.loupe.relay.http.HttpPath.Connection("http", null, "1.1"));
            call.ended(ExchangeEnd.Whole.INSTANCE);

            assertThat(mes.spans()).hasSize(1);
        }
    }
}
