package dev.loupe.relay.journey;

import static dev.loupe.relay.journey.Told.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loupe.telemetry.InvalidSetting;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PriceCalculationTest {
    private static final String ORDER = "order1-7KQ3M5XN2VDA4TBC";
    private static final RequestRule START = ShopStages.in("POST /orders/{order}/price");
    private static final AnswerRule ANSWERED = new AnswerRule(START, Statuses.of(List.of("200")));
    private static final AnswerRule STORED = new AnswerRule(
            new RequestRule("out", Optional.of("shop"), Optional.of("PUT"), "/orders/{order}/price"),
            Statuses.of(List.of("2xx")));

    private final Findings findings = new Findings();
    private final SpanContext request = Told.span(1);
    private PriceCalculation prices = prices(100);

    @AfterEach
    void close() {
        findings.close();
    }

    @Test
    void priceInTheAnswer_isMeasuredToTheAnswersEnd() {
        prices.began(asks(0).told());
        prices.ended(asks(0).answered(200).took(1.25).told());

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("price calculation");
        assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(span.getParentSpanContext()).isEqualTo(request);
        assertThat(span.getStartEpochNanos()).isEqualTo(at(0));
        assertThat(span.getEndEpochNanos()).isEqualTo(at(1.25));
        assertThat(span.getAttributes().get(Names.PRICE_CALCULATION_DURATION)).isEqualTo(1.25);
        assertThat(span.getAttributes().get(Names.PRICE_CALCULATION_OUTCOME)).isEqualTo("priced");
        assertThat(span.getAttributes().get(Names.JOURNEY)).isEqualTo(ORDER);
        assertThat(span.getLinks()).isEmpty();
        HistogramPointData measured =
                findings.histogram(Names.METRIC_PRICE_CALCULATION_DURATION).orElseThrow();
        assertThat(measured.getSum()).isEqualTo(1.25);
        assertThat(measured.getExemplars()).singleElement().satisfies(exemplar -> assertThat(
                        exemplar.getSpanContext().getSpanId())
                .isEqualTo(span.getSpanId()));
    }

    @Test
    void priceThatIsStoredLater_isMeasuredToThereAndLinked() {
        SpanContext store = Told.span(2);
        prices.began(asks(0).told());
        prices.ended(asks(0).answered(202).took(0.1).told());
        assertThat(findings.spans()).isEmpty();
        prices.ended(stores(40).took(2).with(store).told());

        assertThat(onlySpan().getAttributes().get(Names.PRICE_CALCULATION_DURATION))
                .isEqualTo(42.0);
        assertThat(onlySpan().getLinks()).singleElement().satisfies(link -> assertThat(link.getSpanContext())
                .isEqualTo(store));
        assertThat(prices.running()).isZero();
    }

    @Test
    void keyThatIsKnownOnlyWithTheAnswer_startsTheCalculationInHindsight() {
        prices.began(Told.in("POST", "/orders/{order}/price").with(request).told());
        prices.ended(asks(5).answered(202).took(0.1).told());
        prices.ended(stores(9).took(1).told());

        assertThat(onlySpan().getStartEpochNanos()).isEqualTo(at(5));
        assertThat(onlySpan().getAttributes().get(Names.PRICE_CALCULATION_DURATION))
                .isEqualTo(5.0);
    }

    @Test
    void priceThatIsToldBeforeItsStart_countsForIt() {
        prices.ended(stores(6).took(1).told());
        prices.ended(asks(5).answered(202).took(3).told());

        assertThat(onlySpan().getAttributes().get(Names.PRICE_CALCULATION_DURATION))
                .isEqualTo(2.0);
        assertThat(prices.running()).isZero();
    }

    @Test
    void priceOfEarlier_doesNotCountForALaterStart() {
        prices.ended(stores(1).took(1).told());
        prices.began(asks(5).told());

        assertThat(findings.spans()).isEmpty();
        assertThat(prices.running()).isEqualTo(1);
    }

    @Test
    void startThatIsToldTwice_isOneCalculation() {
        prices.began(asks(0).told());
        prices.began(asks(0).told());
        prices.ended(stores(2).told());
        prices.ended(asks(0).answered(202).took(4).told());

        assertThat(findings.spans()).hasSize(1);
        assertThat(prices.running()).isZero();
    }

    @Test
    void priceThatNeverComes_isLostWithItsTrace() {
        prices.began(asks(0).told());
        prices.ended(asks(0).answered(202).took(0.1).told());
        prices.check(at(600) - 1);
        assertThat(findings.spans()).isEmpty();
        prices.check(at(600));
        prices.check(at(601));

        SpanData span = onlySpan();
        assertThat(span.getParentSpanContext()).isEqualTo(request);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getStatus().getDescription()).isEqualTo("no price within 10 min");
        assertThat(span.getAttributes().get(Names.KEEP_ASK)).isEqualTo("lost");
        assertThat(span.getAttributes().get(Names.PRICE_CALCULATION_DURATION)).isNull();
        assertThat(findings.value(Names.METRIC_PRICE_CALCULATIONS_LOST, Attributes.empty()))
                .hasValue(1);
        assertThat(findings.logLines())
                .containsExactly("WARN the price of order " + ORDER + " is lost: none within 10 min (trace "
                        + request.getTraceId() + ")");
        assertThat(findings.log().mdc()).singleElement().satisfies(mdc -> assertThat(mdc)
                .containsEntry("trace.id", request.getTraceId()));
    }

    @Test
    void noPriceLost_isAFigureToo() {
        assertThat(findings.value(Names.METRIC_PRICE_CALCULATIONS_LOST, Attributes.empty()))
                .hasValue(0);
    }

    @Test
    void priceThatIsAskedForAgain_supersedesAndIsNotLost() {
        SpanContext second = Told.span(2);
        prices.began(asks(0).told());
        prices.began(asks(400).with(second).told());
        prices.check(at(700));

        assertThat(onlySpan().getAttributes().get(Names.PRICE_CALCULATION_OUTCOME))
                .isEqualTo("superseded");
        assertThat(onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(onlySpan().getEndEpochNanos()).isEqualTo(at(400));
        assertThat(onlySpan().getLinks()).singleElement().satisfies(link -> assertThat(link.getSpanContext())
                .isEqualTo(second));

        prices.ended(stores(720).told());
        assertThat(findings.spans().get(1).getParentSpanContext()).isEqualTo(second);
        assertThat(findings.spans().get(1).getAttributes().get(Names.PRICE_CALCULATION_DURATION))
                .isEqualTo(320.0);
        assertThat(over("superseded")).isEqualTo(1);
        assertThat(over("lost")).isZero();
        assertThat(over("priced")).isEqualTo(1);
    }

    @Test
    void askThatIsToldAfterALaterOne_isTheSupersededOne() {
        prices.began(asks(10).with(Told.span(2)).told());
        prices.began(asks(5).told());

        assertThat(onlySpan().getParentSpanContext()).isEqualTo(request);
        assertThat(over("superseded")).isEqualTo(1);
    }

    @Test
    void requestThatIsRefused_isNoLoss() {
        prices.began(asks(0).told());
        prices.ended(asks(0).answered(422).took(0.1).told());
        prices.check(at(10_000));

        assertThat(findings.spans()).isEmpty();
        assertThat(over("refused")).isEqualTo(1);
    }

    @Test
    void serviceThatFailed_mayStillBringThePriceOrLoseIt() {
        prices.began(asks(0).told());
        prices.ended(asks(0).answered(503).took(0.1).told());
        prices.check(at(600));

        assertThat(over("lost")).isEqualTo(1);
    }

    @Test
    void otherOrdersAndOtherRequests_endNothing() {
        prices.began(asks(0).told());
        prices.ended(Told.out("shop", "PUT", "/orders/{order}/price")
                .about("order1-OTHER")
                .answered(200)
                .began(3)
                .told());
        prices.ended(Told.out("crm", "PUT", "/orders/{order}/price")
                .about(ORDER)
                .answered(200)
                .began(3)
                .told());
        prices.ended(stores(3).answered(500).told());
        prices.ended(
                Told.out("shop", "PUT", "/orders/{order}/price").answered(200).told());

        assertThat(prices.running()).isEqualTo(1);
    }

    @Test
    void tooManyAtOnce_crowdOutTheOldest() {
        prices = prices(2);
        for (int i = 0; i < 5; i++) {
            prices.began(Told.in("POST", "/orders/{order}/price")
                    .about("order1-" + i)
                    .began(i)
                    .told());
        }

        assertThat(prices.running()).isEqualTo(2);
        assertThat(over("crowded_out")).isEqualTo(3);
        prices.check(at(10_000));
        assertThat(over("lost")).isEqualTo(2);
    }

    @Test
    void settingsUnderWhichNothingEnds_areRefused() {
        assertThatThrownBy(() -> new PriceSettings(START, List.of(), Duration.ofMinutes(1), 1))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("ends must be");
        assertThatThrownBy(() -> new PriceSettings(START, List.of(STORED), Duration.ZERO, 1))
                .hasMessageStartingWith("lostAfter must be");
    }

    private PriceCalculation prices(int most) {
        return new PriceCalculation(
                "order",
                new PriceSettings(START, List.of(ANSWERED, STORED), Duration.ofMinutes(10), most),
                findings.outlet());
    }

    private Told asks(double seconds) {
        return Told.in("POST", "/orders/{order}/price")
                .about(ORDER)
                .began(seconds)
                .with(request);
    }

    private static Told stores(double seconds) {
        return Told.out("shop", "PUT", "/orders/{order}/price")
                .about(ORDER)
                .answered(204)
                .began(seconds);
    }

    private SpanData onlySpan() {
        assertThat(findings.spans()).hasSize(1);
        return findings.spans().get(0);
    }

    private long over(String outcome) {
        return findings.value(Names.METRIC_PRICE_CALCULATIONS, Attributes.of(Names.OUTCOME, outcome))
                .orElse(0);
    }
}
