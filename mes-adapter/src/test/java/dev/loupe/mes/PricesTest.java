package dev.loupe.mes;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sidecar as it ships, around an MES that hands nothing on. */
class PricesTest {
    private static final Path SHIPPED = Path.of("../conf/mes-adapter.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicReference<URI> toTheShop = new AtomicReference<>();
    private final AtomicReference<URI> toTheStore = new AtomicReference<>();
    private ExportedSpans spans;
    private PlainService shop;
    private PlainService store;
    private PlainService mes;
    private RunningAdapter adapter;

    @BeforeEach
    void start() throws Exception {
        spans = ExportedSpans.receiver();
        shop = PlainService.thatAgrees();
        store = PlainService.thatAgrees();
        mes = PlainService.that(asked -> {
            String order = asked.body().replaceAll("\\D+", "");
            PlainService.send("GET", toTheStore.get(), "/files/orders/" + order + "/ring.stl", "");
            if (order.endsWith("1")) {
                return new Answer(200, "{\"price\": 5}");
            }
            CompletableFuture.runAsync(() -> later(order));
            return new Answer(202, "");
        });
        adapter = RunningAdapter.of(
                new MesAdapter(),
                SHIPPED,
                spans.exportedOver(
                        Protocol.HTTP_PROTOBUF,
                        "inbound.listen.port=0",
                        "postgres[0].listen.port=0",
                        "postgres[0].monitor.enabled=false",
                        "rabbitmq[0].listen.port=0",
                        "rabbitmq[0].monitor.enabled=false",
                        "inbound.upstream.url=" + mes.address(),
                        "outbound[0].listen.port=0",
                        "outbound[0].upstream.url=" + shop.address(),
                        "s3[0].listen.port=0",
                        "s3[0].upstream.url=" + store.address(),
                        "price.lostAfter=1s"));
        toTheShop.set(adapter.path("shop-api"));
        toTheStore.set(adapter.path("3d-files-storage"));
    }

    /** Some orders get their price when everybody has gone home, and some never. */
    private void later(String order) {
        await().until(() -> adapter.metrics().contains("http_server_request_duration_seconds_count{"));
        if (order.endsWith("2")) {
            PlainService.send("PUT", toTheShop.get(), "/orders/" + order + "/price", "{\"price\": 7}");
        }
    }

    @AfterEach
    void stop() throws Exception {
        adapter.close();
        mes.close();
        store.close();
        shop.close();
        spans.close();
    }

    private void asksForAPrice(String order) {
        PlainService.send("POST", adapter.path("inbound"), "/prices", "{\"order\": \"" + order + "\"}");
    }

    private void hasAPrice(String order) {
        assertThat(spans.take("price calculation").attributes())
                .containsEntry("loupe.journey", adapter.pseudonym("order", order))
                .containsEntry("loupe.price_calculation.outcome", "priced")
                .containsKey("price_calculation_duration");
        assertThat(adapter.metrics()).containsPattern("price_calculation_duration_seconds_count\\S* 1\\b");
    }

    @Test
    void priceThatIsAnswered_isOneTraceWithItsFile() {
        asksForAPrice("1231");

        ReceivedSpan request = spans.take("POST /prices");
        ReceivedSpan file = spans.take("GetObject");
        assertThat(request.serviceName()).isEqualTo("mes-api");
        assertThat(request.kind()).isEqualTo("SERVER");
        assertThat(file.serviceName()).isEqualTo("mes-api");
        assertThat(file.kind()).isEqualTo("CLIENT");
        assertThat(file.parentSpanId()).isEqualTo(request.spanId());
        assertThat(file.attributes())
                .containsEntry("loupe.correlation", "key")
                .containsEntry("loupe.journey", adapter.pseudonym("order", "1231"))
                .containsEntry("file_name", "*.stl");
        assertThat(request.attributes()).containsEntry("loupe.journey", adapter.pseudonym("order", "1231"));
        hasAPrice("1231");
    }

    @Test
    void priceThatIsStoredLater_isInTheTraceOfTheRequestForIt() {
        asksForAPrice("1232");

        ReceivedSpan request = spans.take("POST /prices");
        spans.take("GetObject");
        ReceivedSpan stored = spans.take("PUT /orders/{order}/price");
        assertThat(stored.traceId()).isEqualTo(request.traceId());
        assertThat(stored.attributes())
                .containsEntry("loupe.correlation", "key")
                .containsEntry("peer.service", "shop-api");
        assertThat(shop.asked().get(0).traceparent()).contains(request.traceId());
        hasAPrice("1232");
    }

    @Test
    void priceThatNeverComes_isLost() {
        asksForAPrice("1233");

        spans.take("POST /prices");
        spans.take("GetObject");
        ReceivedSpan lost = spans.take(span -> span.attributes().containsValue("lost"), "what tells of the loss");
        assertThat(lost.attributes()).containsEntry("loupe.journey", adapter.pseudonym("order", "1233"));
        assertThat(adapter.metrics()).containsPattern("price_calculations_lost\\S* 1");
    }

    @Test
    void journeys_areOnAPageOfTheConsole() {
        asksForAPrice("1231");
        spans.take("POST /prices");
        spans.take("GetObject");
        hasAPrice("1231");
        String order = adapter.pseudonym("order", "1231");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(PlainService.send("GET", adapter.console(), "/journey/" + order, "")
                                .body())
                        .contains(order, "priced"));
    }

    @Test
    void readyLine_saysWhatIsTracedAndWhatIsNot() {
        assertThat(adapter.readyLine())
                .contains("inbound http://127.0.0.1:", "shop-api http://127.0.0.1:", "console http://127.0.0.1:")
                .endsWith("; traced: 2 routes and all others; excluded: GET /health, SELECT pg_catalog.* (mes-db),"
                        + " SET* (mes-db), SHOW* (mes-db); journeys: 5 stages of each order; databases: mes-db, not"
                        + " monitored; brokers: rabbitmq, not monitored; price calculations: from POST /prices");
    }
}
