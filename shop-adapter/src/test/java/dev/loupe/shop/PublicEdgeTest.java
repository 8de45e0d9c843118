package dev.loupe.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.assembly.fixture.PlainService;
import dev.loupe.assembly.fixture.PlainService.Answer;
import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.telemetry.Settings.Protocol;
import dev.loupe.telemetry.fixture.ExportedSpans;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sidecar as it ships, around a Shop that hands nothing on. */
class PublicEdgeTest {
    private static final Path SHIPPED = Path.of("../conf/shop-adapter.yaml");
    private static final String STRANGE = "0af7651916cd43dd8448eb211c80319c";

    private ExportedSpans spans;
    private PlainService shop;
    private RunningAdapter adapter;

    @BeforeEach
    void start() throws Exception {
        spans = ExportedSpans.receiver();
        shop = PlainService.that(asked -> new Answer(201, "{\"id\": \"10234\"}"));
        adapter = RunningAdapter.of(
                new ShopAdapter(),
                SHIPPED,
                spans.exportedOver(
                        Protocol.HTTP_PROTOBUF,
                        "inbound.listen.port=0",
                        "postgres=[]",
                        "inbound.upstream.url=" + shop.address(),
                        "outbound[0].listen.port=0",
                        "s3[0].listen.port=0"));
    }

    @AfterEach
    void stop() throws Exception {
        adapter.close();
        shop.close();
        spans.close();
    }

    @Test
    void contextFromOutside_isReplacedAndLinked() {
        PlainService.send(
                "POST",
                adapter.path("inbound"),
                "/orders",
                "{\"customer\": \"Ada\"}",
                "traceparent",
                "00-" + STRANGE + "-b7ad6b7169203331-01");

        ReceivedSpan request = spans.take("POST /orders");
        assertThat(request.traceId()).isNotEqualTo(STRANGE);
        assertThat(request.links()).containsExactly(STRANGE);
        assertThat(shop.asked().get(0).traceparent())
                .startsWith("00-" + request.traceId())
                .doesNotContain(STRANGE);
    }

    @Test
    void orderThatIsPlaced_beginsItsJourney() {
        PlainService.send("POST", adapter.path("inbound"), "/orders", "{\"customer\": \"Ada\"}");

        String order = adapter.pseudonym("order", "10234");
        assertThat(spans.take("POST /orders").attributes()).containsEntry("loupe.journey", order);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(PlainService.send("GET", adapter.console(), "/journey/" + order, "")
                                .body())
                        .contains(order, "placed", "customer"));
    }
}
