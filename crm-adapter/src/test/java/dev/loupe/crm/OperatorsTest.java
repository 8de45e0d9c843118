package dev.loupe.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.assembly.fixture.PlainService;
import dev.loupe.assembly.fixture.PlainService.Answer;
import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.telemetry.Settings.Protocol;
import dev.loupe.telemetry.fixture.ExportedSpans;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sidecar as it ships, around a CRM that hands nothing on. */
class OperatorsTest {
    private static final Path SHIPPED = Path.of("../conf/crm-adapter.yaml");
    private static final String[] BOB = {"Cookie", "theme=dark; operator=bob"};

    private final AtomicReference<URI> toTheShop = new AtomicReference<>();
    private ExportedSpans spans;
    private PlainService shop;
    private PlainService crm;
    private RunningAdapter adapter;

    @BeforeEach
    void start() throws Exception {
        spans = ExportedSpans.receiver();
        shop = PlainService.thatAgrees();
        crm = PlainService.that(asked -> {
            PlainService.send("PUT", toTheShop.get(), "/orders/10234/approval", "{}");
            return new Answer(200, "{}");
        });
        adapter = RunningAdapter.of(
                new CrmAdapter(),
                SHIPPED,
                spans.exportedOver(
                        Protocol.HTTP_PROTOBUF,
                        "inbound.listen.port=0",
                        "postgres=[]",
                        "rabbitmq[0].listen.port=0",
                        "rabbitmq[0].monitor.enabled=false",
                        "inbound.upstream.url=" + crm.address(),
                        "outbound[0].listen.port=0",
                        "outbound[0].upstream.url=" + shop.address(),
                        "outbound[1].listen.port=0"));
        toTheShop.set(adapter.path("shop-api"));
    }

    @AfterEach
    void stop() throws Exception {
        adapter.close();
        crm.close();
        shop.close();
        spans.close();
    }

    private void asks(String method, String target) {
        PlainService.send(method, adapter.path("inbound"), target, "", BOB);
    }

    @Test
    void everySpanOfAnOperatorsSession_namesTheOperator() {
        asks("POST", "/orders/10234/approve");

        ReceivedSpan request = spans.take("POST /orders/{order}/approve");
        ReceivedSpan call = spans.take("PUT /orders/{order}/approval");
        String bob = adapter.pseudonym("operator", "bob");
        assertThat(List.of(request, call)).allSatisfy(span -> assertThat(span.attributes())
                .containsEntry("operator_id", bob)
                .containsEntry("enduser.pseudo.id", bob));
        assertThat(call.parentSpanId()).isEqualTo(request.spanId());
    }

    @Test
    void readsAndAdministration_areOnlyCounted() {
        asks("GET", "/orders");
        asks("HEAD", "/orders/10234");
        asks("DELETE", "/admin/operators/bob");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(adapter.metrics())
                .containsPattern("loupe_excluded\\S*http_route=\"/orders\"\\S* 1\\b")
                .contains("route=\"/orders/{order}\"")
                .contains("route=\"/admin"));
        assertThat(shop.asked()).hasSize(3).allSatisfy(asked -> assertThat(asked.traceparent())
                .isNull());
    }
}
