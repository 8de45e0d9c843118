package dev.loupe.relay.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.fixture.Response;
import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.RelayError;
import dev.loupe.relay.http.RelayError.Kind;
import dev.loupe.relay.trace.HeaderFormat;
import dev.loupe.telemetry.fixture.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Business values stand wherever a request can carry one; none is found in what the process says. */
class NothingSecretTest {
    private static final List<String> SECRETS = List.of(
            "900710234", "Ivanova", "ivanova@shop.example", "ivanova%40shop.example", "5ecret", "eyJhbGciOiJIUzI1NiJ9");

    private static Head planted(String line, String secret) {
        return Head.of(line.replace("SECRET", secret))
                .with("host", "mes:8080")
                .with("x-order", secret)
                .with("x-operator", secret)
                .with("authorization", "Bearer " + secret)
                .with("cookie", "session=" + secret + "; customer=" + secret)
                .with("user-agent", secret)
                .with("referer", "http://shop/" + secret)
                .with("tracestate", "shop=" + secret)
                .with("baggage", "customer=" + secret)
                .with("traceparent", secret)
                .with("b3", secret)
                .with("uber-trace-id", secret)
                .with("x-forwarded-for", secret)
                .with("expect", secret)
                .with("content-type", "application/json; " + secret);
    }

    private static Wrapped.Setup setup() {
        Wrapped.Setup setup = new Wrapped.Setup();
        setup.formats = Set.of(HeaderFormat.B3, HeaderFormat.B3_MULTI, HeaderFormat.JAEGER);
        setup.keys = List.of(
                Wrapped.extractor("order", "header x-order"),
                Wrapped.extractor("operator", "header x-operator"),
                Wrapped.extractor("customer", "cookie customer"),
                Wrapped.extractor("customer", "query customer"),
                Wrapped.extractor("order", "request /order/id"),
                Wrapped.extractor("order", "response /id"));
        setup.outboundKeys = setup.keys;
        setup.peer = new Peer.Named(Map.of("crm", "crm"));
        return setup;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /orders/SECRET?customer=SECRET&token=SECRET",
                "POST /orders?SECRET",
                "GET /unknown/SECRET/SECRET",
                "GET /SECRET",
                "PATCH /orders/SECRET;jsessionid=SECRET#SECRET",
                "GET http://SECRET.shop.example/orders/SECRET",
                "GET http://SECRET@crm/SECRET",
                "CONNECT SECRET.shop.example:443",
                "SECRET /orders/SECRET",
                "GET /health"
            })
    void value_isNowhere(String line) {
        for (String secret : SECRETS) {
            try (CapturedLog log = CapturedLog.of("dev.loupe");
                    Wrapped mes = new Wrapped(setup())) {
                List<String> said = new ArrayList<>();
                String body = "{\"" + secret + "\":1,\"order\":{\"id\":\"" + secret + "\"}}";
                mes.request(planted(line, secret))
                        .sends(body)
                        .isAnswered(Response.of(200).with("set-cookie", secret), "{\"id\":\"" + secret + "\"}")
                        .isWhole();
                var open = mes.request(planted(line, secret)).sends(secret);
                mes.call(planted(line, secret))
                        .sends(body, secret)
                        .isAnswered(500)
                        .isWhole();
                mes.call(planted(line, secret)).sends(secret).isAnswered(200).breaks(ExchangeEnd.Side.UPSTREAM);
                var broken = mes.call(planted(line, secret));
                said.add(mes.outbound()
                        .errorBody(
                                new RelayError(Kind.UPSTREAM_TIMEOUT, 504, "too late"),
                                broken.observer().requestId())
                        .toString());
                broken.isAnsweredByTheRelay(Kind.UPSTREAM_TIMEOUT, 504);
                mes.inbound().lost(new IllegalStateException("could not read " + secret));
                said.add(mes.telemetry().live().running(100).toString());
                open.breaks(ExchangeEnd.Side.CLIENT);

                said.add(mes.spans().toString());
                said.add(mes.metrics());
                said.add(log.lines().toString());
                said.add(mes.began().toString());
                said.add(mes.ended().toString());
                said.add(mes.telemetry().live().lastMinute().toString());
                said.add(mes.telemetry().live().slowest(100).toString());

                assertThat(log.lines()).isNotEmpty();
                assertThat(said).allSatisfy(text -> assertThat(text.toLowerCase(Locale.ROOT))
                        .doesNotContain(secret.toLowerCase(Locale.ROOT)));
            }
        }
    }
}
