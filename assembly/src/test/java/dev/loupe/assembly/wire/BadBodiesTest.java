package dev.loupe.assembly.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.assembly.fixture.PlainService;
import dev.loupe.assembly.fixture.PlainService.Answer;
import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that no key can be read from cost the key, and nothing else. */
class BadBodiesTest extends WireTest {
    private PlainService service;
    private RunningAdapter adapter;

    @BeforeEach
    void start() throws Exception {
        service = closes(PlainService.that(asked -> new Answer(200, asked.body())));
        adapter = adapter(
                """
                service: mes-api
                inbound:
                  listen: {port: 0}
                  upstream: {url: "%s"}
                  routes: ["POST /prices", "POST /orders/{order}/notes"]
                  keys:
                    - {kind: order, from: request /order}
                    - {kind: order, from: response /order}
                    - {kind: customer, from: header x-customer}
                """
                        .formatted(service.address()));
    }

    static Stream<Named<String>> bodies() {
        return Stream.of(
                Named.of("not JSON", "no JSON at all"),
                Named.of("truncated", "{\"order\": \"102"),
                Named.of("10,000 deep", "{\"x\": " + "[".repeat(10_000)),
                Named.of("10,000 objects deep", "{\"x\": ".repeat(10_000)),
                Named.of("a 10 MB string", "{\"x\": \"" + "x".repeat(10 << 20) + "\", \"order\": 10234}"),
                Named.of("a 10 MB number", "{\"order\": " + "1".repeat(10 << 20) + "}"),
                Named.of("a 10 MB name", "{\"" + "x".repeat(10 << 20) + "\": 1, \"order\": 10234}"));
    }

    private HttpResponse<String> posts(String target, String body, String customer) {
        return PlainService.send(
                "POST",
                adapter.path("inbound"),
                target,
                body,
                "Content-Type",
                "application/json",
                "X-Customer",
                customer);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodyWithoutAKey_passesWholeAndIsTraced(String body) {
        HttpResponse<String> answer = posts("/prices", body, "7");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().equals(body)).isTrue();
        ReceivedSpan span = spans.take("POST /prices");
        assertThat(span.isError()).isFalse();
        assertThat(span.attributes())
                .containsEntry("http.request.body.size", (long) body.length())
                .containsEntry("http.response.body.size", (long) body.length())
                .doesNotContainKeys("loupe.journey", "loupe.key.conflict");
        assertThat(adapter.metrics()).doesNotContainPattern("loupe_observer_lost\\S* [1-9]");
    }

    @Test
    void keysThatDisagree_areNotUsed() {
        posts("/orders/10234/notes", "{\"order\": 10235}", "7");

        assertThat(spans.take("POST /orders/{order}/notes").attributes())
                .containsEntry("loupe.key.conflict", "order")
                .doesNotContainKey("loupe.journey");
    }

    @Test
    void keysThatAgree_areOne() {
        posts("/orders/10234/notes", "{\"order\": \"10234\"}", "7");

        assertThat(spans.take("POST /orders/{order}/notes").attributes())
                .containsEntry("loupe.journey", adapter.pseudonym("order", "10234"))
                .doesNotContainKey("loupe.key.conflict");
    }
}
