package dev.loupe.relay.journey;

import static dev.loupe.relay.journey.ShopStages.ANSWERED;
import static dev.loupe.relay.journey.ShopStages.APPROVED;
import static dev.loupe.relay.journey.ShopStages.PLACED;
import static dev.loupe.relay.journey.ShopStages.order;
import static dev.loupe.relay.journey.Told.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class StuckOrdersTest {
    private static final String ORDER = "order1-7KQ3M5XN2VDA4TBC";
    private static final double HOUR = 3_600;

    private final Findings findings = new Findings();
    private final JourneyStore store = new JourneyStore(new JourneySettings("order", 2, 8, 4), ShopStages.rules());
    private final StuckOrders stuck = new StuckOrders(store, "order", findings.outlet());

    @BeforeEach
    void register() {
        stuck.register();
    }

    @AfterEach
    void close() {
        findings.close();
    }

    @Test
    void orderThatWaitsTooLong_isToldOnceWithItsLastTrace() {
        SpanContext last = Told.span(9);
        store.ended(order(ORDER, ANSWERED, 0).told());
        store.ended(Told.in("GET", "/orders/{order}")
                .about(ORDER)
                .answered(200)
                .began(HOUR)
                .with(last)
                .told());

        stuck.check(at(3 * HOUR) - 1);
        assertThat(findings.logLines()).isEmpty();
        stuck.check(at(3 * HOUR + 0.4));
        stuck.check(at(3 * HOUR + 0.9));

        assertThat(findings.logLines())
                .containsExactly("WARN order " + ORDER + " has been waiting in \"priced\" for 3 h (last trace "
                        + last.getTraceId() + ")");
        assertThat(findings.log().mdc())
                .containsExactly(Map.of("trace.id", last.getTraceId(), "span.id", last.getSpanId()));
        assertThat(MDC.get("trace.id")).isNull();
        assertThat(findings.spans()).hasSize(1);
        SpanData span = findings.spans().get(0);
        assertThat(span.getName()).isEqualTo("order stuck");
        assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(span.getStartEpochNanos()).isEqualTo(at(3 * HOUR + 0.4));
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getLinks()).singleElement().satisfies(link -> assertThat(link.getSpanContext())
                .isEqualTo(last));
        assertThat(span.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put(Names.JOURNEY, ORDER)
                        .put(Names.JOURNEY_STAGE, "priced")
                        .put(Names.JOURNEY_WAITING, 10_800.4)
                        .put(Names.KEEP_ASK, "stuck")
                        .build()
                        .asMap());
    }

    @Test
    void gauge_risesAndFallsByStage() {
        store.ended(order("one", ANSWERED, 0).told());
        store.ended(order("two", PLACED, 0).told());
        assertThat(stuckIn("priced")).hasValue(0);

        stuck.check(at(4 * HOUR));
        assertThat(stuckIn("priced")).hasValue(1);
        assertThat(stuckIn("placed")).hasValue(1);
        assertThat(stuckIn("approved")).as("has no deadline").isEmpty();

        store.ended(order("one", APPROVED, 5 * HOUR).told());
        assertThat(stuckIn("priced")).hasValue(0);
    }

    @Test
    void whatIsForgotten_isCounted() {
        for (int i = 0; i < 5; i++) {
            store.ended(order("order1-" + i, PLACED, i).told());
        }

        assertThat(findings.value(Names.METRIC_JOURNEYS, Attributes.empty())).hasValue(2);
        assertThat(findings.value(Names.METRIC_JOURNEYS_EVICTED, Attributes.of(Names.REASON, "orders_full")))
                .hasValue(3);
        assertThat(findings.value(Names.METRIC_JOURNEYS_EVICTED, Attributes.of(Names.REASON, "stages_full")))
                .hasValue(0);
    }

    private OptionalLong stuckIn(String stage) {
        return findings.value(Names.METRIC_ORDERS_STUCK, Attributes.of(Names.STAGE, stage));
    }
}
