package dev.loupe.relay.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.http.ExchangeObserver.Field;
import dev.loupe.relay.http.RelayError;
import dev.loupe.relay.journey.Happening;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Settings;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls by a wrapped service that forwards nothing, and by one that does. */
class OutboundTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final Head CALL = Head.of("GET /prices/7");

    private static String correlation(SpanData span) {
        return span.getAttributes().get(Names.CORRELATION);
    }

    @Test
    void call_isASpanOfTheServiceByTheConventions() {
        try (Wrapped mes = new Wrapped()) {
            mes.call(Head.of("GET /orders/10234?token=5ecret"))
                    .goes()
                    .isAnswered(200)
                    .isWhole();

            SpanData span = mes.client();
            assertThat(span.getName()).isEqualTo("GET /orders/{order}");
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getAttributes().get(Names.URL_TEMPLATE)).isEqualTo("/orders/{order}");
            assertThat(span.getAttributes().get(Names.HTTP_ROUTE)).isNull();
            assertThat(span.getAttributes().get(Names.PEER_SERVICE)).isEqualTo("crm");
            assertThat(span.getAttributes().get(Names.SERVER_ADDRESS)).isEqualTo("crm.internal");
            assertThat(span.getAttributes().get(Names.SERVER_PORT)).isEqualTo(8081);
            assertThat(span.getAttributes().get(Names.JOURNEY)).isEqualTo(mes.pseudonym("order", "10234"));
            assertThat(correlation(span)).isEqualTo("none");
        }
    }

    @ParameterizedTest
    @CsvSource({"200, UNSET", "404, ERROR", "500, ERROR"})
    void status_isAnErrorOfTheClientFrom400On(int status, StatusCode code) {
        try (Wrapped mes = new Wrapped()) {
            mes.call(CALL).goes().isAnswered(status).isWhole();

            assertThat(mes.client().getStatus().getStatusCode()).isEqualTo(code);
        }
    }

    // --- evidence

    @Test
    void soleRequestInFlight_isTheParentAndHandsOnWhatItIsAbout() {
        try (Wrapped mes = new Wrapped()) {
            var request = mes.request(Head.of("GET /orders/10234").with("x-operator", "ivanova"))
                    .goes();
            var call = mes.call(CALL).goes();
            call.isAnswered(200).isWhole();
            request.isAnswered(200).isWhole();

            SpanData span = mes.client();
            assertThat(correlation(span)).isEqualTo("sole");
            assertThat(span.getTraceId()).isEqualTo(mes.server().getTraceId());
            assertThat(span.getParentSpanId()).isEqualTo(mes.server().getSpanId());
            assertThat(span.getAttributes().get(Names.JOURNEY)).isEqualTo(mes.pseudonym("order", "10234"));
            assertThat(span.getAttributes().get(Names.OPERATOR_ID)).isEqualTo(mes.pseudonym("operator", "ivanova"));
            assertThat(call.fields().traceparent()).startsWith("00-" + span.getTraceId() + "-" + span.getSpanId());
            assertThat(mes.ended()).extracting(Happening::direction).containsExactly("out", "in");
            assertThat(mes.ended().get(0).peer()).isEqualTo("crm");
            assertThat(mes.ended().get(0).keys()).hasSize(2);
            assertThat(mes.metrics()).contains("loupe_correlation_operations_total{evidence=\"sole\"");
        }
    }

    @Test
    void key_tellsRequestsApart() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("GET /orders/7")).goes();
            var request = mes.request(Head.of("GET /orders/10234")).goes();
            mes.call(CALL.with("x-order", "10234")).goes().isAnswered(200).isWhole();
            request.isAnswered(200).isWhole();

            assertThat(correlation(mes.client())).isEqualTo("key");
            assertThat(mes.client().getParentSpanId()).isEqualTo(mes.server().getSpanId());
        }
    }

    @Test
    void callWhoseBodyHasTheKey_waitsForItAndNoLonger() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("GET /orders/7")).goes();
            var request = mes.request(Head.of("GET /orders/10234")).goes();
            var call = mes.call(Head.of("POST /prices").with("content-type", "application/json"));

            assertThat(call.observer().holdsHead()).isTrue();
            call.sends("{\"order\":", "{\"id\":10234},", "\"more\":1}")
                    .isAnswered(200)
                    .isWhole();
            request.isAnswered(200).isWhole();

            assertThat(call.observer().holdsHead()).isFalse();
            assertThat(correlation(mes.client())).isEqualTo("key");
            assertThat(mes.client().getParentSpanId()).isEqualTo(mes.server().getSpanId());
            assertThat(call.fields().traceparent()).contains(mes.client().getSpanId());
        }
    }

    @Test
    void callThatSaysAllInItsHead_doesNotWait() {
        try (Wrapped mes = new Wrapped()) {
            assertThat(mes.call(Head.of("POST /prices").with("x-order", "7"))
                            .observer()
                            .holdsHead())
                    .isFalse();
            assertThat(mes.call(Head.of("POST /prices").with("traceparent", "00-" + TRACE + "-" + SPAN + "-01"))
                            .observer()
                            .holdsHead())
                    .isFalse();
            assertThat(mes.call(Head.of("POST /prices").with("content-encoding", "gzip"))
                            .observer()
                            .holdsHead())
                    .isFalse();
            assertThat(mes.request(Head.of("POST /orders")).observer().holdsHead())
                    .isFalse();
        }
    }

    @Test
    void bodyThatIsNoJson_doesNotHoldTheHeadAnyLonger() {
        try (Wrapped mes = new Wrapped()) {
            var call = mes.call(Head.of("POST /prices")).sends("<price/>", "more");
            call.isAnswered(200).isWhole();

            assertThat(correlation(mes.client())).isEqualTo("none");
        }
    }

    @Test
    void callThatCouldBeForSeveral_isForNoneAndLinksToEach() {
        try (Wrapped mes = new Wrapped()) {
            for (int i = 0; i < 10; i++) {
                mes.request(Head.of("GET /orders/" + i)).goes();
            }
            var call = mes.call(CALL).goes();
            call.isAnswered(200).isWhole();

            SpanData span = mes.client();
            assertThat(correlation(span)).isEqualTo("ambiguous");
            assertThat(span.getAttributes().get(Names.CORRELATION_CANDIDATES)).isEqualTo(10);
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            assertThat(span.getLinks())
                    .hasSize(8)
                    .extracting(LinkData::getSpanContext)
                    .doesNotHaveDuplicates();
            assertThat(span.getAttributes().get(Names.JOURNEY)).isNull();
            assertThat(call.fields().traceparent()).startsWith("00-" + span.getTraceId());
        }
    }

    @Test
    void backgroundPath_isNeverForTheSoleRequest() {
        Wrapped.Setup setup = new Wrapped.Setup();
        setup.background = true;
        try (Wrapped mes = new Wrapped(setup)) {
            mes.request(Head.of("GET /orders/7")).goes();
            mes.call(CALL).goes().isAnswered(200).isWhole();

            assertThat(correlation(mes.client())).isEqualTo("ambiguous");
        }
    }

    @Test
    void routeSeenWhileNothingWasInFlight_hasALifeOfItsOwn() {
        try (Wrapped mes = new Wrapped()) {
            mes.call(CALL).goes().isAnswered(200).isWhole();
            var request = mes.request(Head.of("GET /orders/7")).goes();
            mes.call(Head.of("GET /prices/8")).goes().isAnswered(200).isWhole();
            mes.call(Head.of("POST /prices/8")).goes().isAnswered(200).isWhole();
            request.isAnswered(200).isWhole();

            assertThat(mes.spans())
                    .filteredOn(span -> span.getKind() == SpanKind.CLIENT)
                    .extracting(OutboundTest::correlation)
                    .containsExactlyInAnyOrder("none", "ambiguous", "sole");
        }
    }

    // --- services that hand a context on

    @Test
    void contextThatTheServiceHandsOn_isTheParent() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("GET /orders/7")).goes();
            var request = mes.request(Head.of("GET /orders/10234")).goes();
            var call = mes.call(CALL.with("traceparent", request.fields().traceparent())
                            .with("tracestate", "mes=1"))
                    .goes();
            call.isAnswered(200).isWhole();
            request.isAnswered(200).isWhole();

            assertThat(correlation(mes.client())).isEqualTo("explicit");
            assertThat(mes.client().getParentSpanId()).isEqualTo(mes.server().getSpanId());
            assertThat(mes.client().getAttributes().get(Names.JOURNEY)).isEqualTo(mes.pseudonym("order", "10234"));
            assertThat(call.fields().dropTracestate()).isFalse();
            assertThat(call.fields().more()).isEmpty();
        }
    }

    @Test
    void callBelowASpanOfThisProcess_isKeptAndDroppedWithIt() {
        Wrapped.Setup setup = new Wrapped.Setup();
        setup.policy = Settings.Policy.SELECTIVE;
        try (Wrapped mes = new Wrapped(setup)) {
            var request = mes.request(Head.of("GET /orders/10234")).goes();
            mes.call(CALL.with("traceparent", request.fields().traceparent()))
                    .goes()
                    .isAnswered(200)
                    .isWhole();
            request.isAnswered(500).isWhole();

            assertThat(mes.spans()).hasSize(2);
        }
    }

    @Test
    void contextOfAnotherTracer_isContinued() {
        try (Wrapped mes = new Wrapped()) {
            mes.call(CALL.with("traceparent", "00-" + TRACE + "-" + SPAN + "-01"))
                    .goes()
                    .isAnswered(200)
                    .isWhole();

            assertThat(correlation(mes.client())).isEqualTo("explicit");
            assertThat(mes.client().getTraceId()).isEqualTo(TRACE);
            assertThat(mes.client().getParentSpanId()).isEqualTo(SPAN);
        }
    }

    @Test
    void tracestateOfTheCaller_goesOnThroughAServiceThatForgetsIt() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("GET /orders/7")
                            .with("traceparent", "00-" + TRACE + "-" + SPAN + "-01")
                            .with("tracestate", "shop=1,edge=2"))
                    .goes();
            var call = mes.call(CALL).goes();

            assertThat(call.fields().traceparent()).startsWith("00-" + TRACE);
            assertThat(call.fields().more()).containsExactly(new Field("tracestate", "shop=1,edge=2"));
        }
    }

    @Test
    void stranger_isToldNothing() {
        Wrapped.Setup setup = new Wrapped.Setup();
        setup.propagates = false;
        try (Wrapped mes = new Wrapped(setup)) {
            assertThat(mes.call(CALL).goes().fields()).isNull();
        }
    }

    // --- who is called

    @ParameterizedTest
    @CsvSource({
        "GET http://CRM.internal:8081/orders/7, crm, crm.internal, 8081, GET /orders/{order}",
        "GET http://ivanova.crm.internal/orders/7, _OTHER, *.crm.internal, 80, GET /orders/{order}",
        "GET http://ivanova:5ecret@crm.internal/, crm, crm.internal, 80, GET /",
        "CONNECT crm.internal:443, crm, crm.internal, 443, CONNECT",
        "GET http://10.0.0.7, _OTHER, 10.0.0.7, 80, GET /",
        "GET http://[::1]:80/, _OTHER, [::1], 80, GET /"
    })
    void peerOfAForwardProxy_isWhomTheTargetNames(
            String requestLine, String peer, String host, long port, String name) {
        Wrapped.Setup setup = new Wrapped.Setup();
        setup.peer = new Peer.Named(Map.of("crm.internal", "crm"));
        try (Wrapped mes = new Wrapped(setup)) {
            mes.call(Head.of(requestLine)).goes().isAnswered(200).isWhole();

            SpanData span = mes.client();
            assertThat(span.getName()).isEqualTo(name);
            assertThat(span.getAttributes().get(Names.PEER_SERVICE)).isEqualTo(peer);
            assertThat(span.getAttributes().get(Names.SERVER_ADDRESS)).isEqualTo(host);
            assertThat(span.getAttributes().get(Names.SERVER_PORT)).isEqualTo(port);
        }
    }

    @Test
    void callThatNeverGoes_isASpanAllTheSame() {
        try (Wrapped mes = new Wrapped()) {
            var call = mes.call(CALL);
            String requestId = call.observer().requestId();
            call.isAnsweredByTheRelay(RelayError.Kind.UPSTREAM_UNREACHABLE, 502);

            assertThat(mes.client().getTraceId()).isEqualTo(requestId);
            assertThat(mes.client().getAttributes().get(Names.ERROR_TYPE)).isEqualTo("upstream_unreachable");
        }
    }

    @Test
    void excludedCall_isOnlyCounted() {
        try (Wrapped mes = new Wrapped()) {
            var call = mes.call(Head.of("GET /ping")).goes();
            call.isAnswered(200).isWhole();

            assertThat(call.fields()).isNull();
            assertThat(mes.spans()).isEmpty();
            assertThat(call.observer().requestId()).isNotEmpty();
            assertThat(mes.metrics()).contains("loupe_excluded_requests_total{direction=\"out\"");
        }
    }

    @Test
    void figures_areByPeerToo() {
        try (Wrapped mes = new Wrapped()) {
            mes.call(Head.of("GET /orders/7")).goes().isAnswered(200).isWhole();

            assertThat(mes.metrics())
                    .contains("http_client_request_duration_seconds_count")
                    .contains("url_template=\"/orders/{order}\"")
                    .contains("peer_service=\"crm\"");
            assertThat(mes.telemetry().live().lastMinute())
                    .extracting(figures -> figures.operation())
                    .containsExactly("GET /orders/{order} to crm");
        }
    }

    @Test
    void spansOfCalls_beginWhenTheyCame() {
        try (Wrapped mes = new Wrapped()) {
            mes.call(CALL).goes().isAnswered(200).isWhole();

            assertThat(mes.client().getStartEpochNanos())
                    .isPositive()
                    .isLessThanOrEqualTo(mes.client().getEndEpochNanos());
            assertThat(List.of(mes.ended().get(0).epochNanos()))
                    .containsExactly(mes.client().getStartEpochNanos());
        }
    }
}
