package dev.loupe.relay.journey;

import static dev.loupe.relay.journey.ShopStages.ANSWERED;
import static dev.loupe.relay.journey.ShopStages.APPROVED;
import static dev.loupe.relay.journey.ShopStages.PLACED;
import static dev.loupe.relay.journey.ShopStages.SHIPPED;
import static dev.loupe.relay.journey.ShopStages.order;
import static dev.loupe.relay.journey.Told.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JourneyStoreTest {
    private static final String ORDER = "order1-7KQ3M5XN2VDA4TBC";
    private static final double HOUR = 3_600;

    private final JourneyStore store = new JourneyStore(new JourneySettings("order", 3, 5, 4), ShopStages.rules());

    @Test
    void orderThatMovesOn_hasStagesWithTimes() {
        hears(order(ORDER, PLACED, 0));
        hears(order(ORDER, ANSWERED, 90));
        hears(order(ORDER, APPROVED, 500));

        assertThat(journey().stays())
                .extracting(stay -> stay.stage().name())
                .containsExactly("placed", "priced", "approved");
        assertThat(journey().stays()).extracting(Stay::enteredAt).containsExactly(at(0), at(90), at(500));
        assertThat(journey().stays())
                .extracting(Stay::leftAt)
                .containsExactly(OptionalLong.of(at(90)), OptionalLong.of(at(500)), OptionalLong.empty());
        assertThat(journey().isDone()).isFalse();
        hears(order(ORDER, SHIPPED, 600));
        assertThat(journey().isDone()).isTrue();
    }

    @Test
    void answerThatEndsAfterALaterStageBegan_isPutWhereItBelongs() {
        hears(order(ORDER, ANSWERED, 2).took(1));
        hears(order(ORDER, PLACED, 0).took(5));

        assertThat(stageNames()).containsExactly("placed", "priced");
        assertThat(journey().current().enteredAt()).isEqualTo(at(2));
    }

    @Test
    void stageThatIsEnteredAgain_isItsSecondVisit() {
        hears(order(ORDER, PLACED, 0));
        hears(order(ORDER, ANSWERED, 10));
        hears(order(ORDER, PLACED, 20));
        hears(order(ORDER, ANSWERED, 30));

        assertThat(stageNames()).containsExactly("placed", "priced", "placed", "priced");
        assertThat(journey().stays()).extracting(Stay::visit).containsExactly(1, 1, 2, 2);
    }

    @Test
    void orderThatIsPutIntoItsStageAgain_goesOnWaiting() {
        hears(order(ORDER, ANSWERED, 10));
        hears(order(ORDER, ANSWERED, 70));
        hears(order(ORDER, ANSWERED, 80));

        Stay stay = journey().current();
        assertThat(stay.enteredAt()).isEqualTo(at(10));
        assertThat(stay.times()).isEqualTo(3);
        assertThat(stay.visit()).isEqualTo(1);
    }

    @Test
    void happeningThatMatchesNoRule_isOnlyATraceOfAKnownOrder() {
        SpanContext seen = Told.span(77);
        hears(Told.in("GET", "/orders/{order}").about(ORDER).answered(200).began(1));
        assertThat(store.find(ORDER)).isEmpty();

        hears(order(ORDER, PLACED, 2));
        hears(Told.in("GET", "/orders/{order}")
                .about(ORDER)
                .answered(500)
                .began(5)
                .with(seen));

        assertThat(stageNames()).containsExactly("placed");
        assertThat(journey().last().span()).isEqualTo(seen);
        assertThat(journey().last().what()).isEqualTo("in GET /orders/{order}");
    }

    @Test
    void answerOfAnotherStatus_entersNoStage() {
        hears(order(ORDER, PLACED, 0).answered(409));
        hears(order(ORDER, PLACED, 0).answered(0));

        assertThat(store.size()).isZero();
    }

    @Test
    void happeningAboutNoOrder_isPassedOver() {
        hears(Told.in("POST", "/orders/{order}").by("operator1-AAAA").answered(200));

        assertThat(store.size()).isZero();
    }

    @Test
    void happeningsOfOneTrace_areOneSighting() {
        SpanContext request = Told.span(5);
        SpanContext call = SpanContext.create(
                request.getTraceId(), "00000000000000aa", request.getTraceFlags(), request.getTraceState());
        hears(Told.out("shop", "PUT", "/orders/{order}/price")
                .about(ORDER)
                .answered(204)
                .began(3)
                .with(call));
        hears(order(ORDER, PLACED, 1).with(request));
        hears(Told.out("shop", "PUT", "/orders/{order}/price")
                .about(ORDER)
                .answered(204)
                .began(4)
                .with(call));

        assertThat(journey().sightings())
                .containsExactly(new Sighting(request, "in POST /orders/{order}", at(1), at(4)));
    }

    @Test
    void stay_hasTheTracesInWhichTheOrderWasSeenThen() {
        hears(order(ORDER, PLACED, 0).with(Told.span(1)));
        hears(Told.in("GET", "/orders/{order}").about(ORDER).began(5).with(Told.span(2)));
        hears(order(ORDER, ANSWERED, 10).with(Told.span(3)));
        hears(Told.in("GET", "/orders/{order}").about(ORDER).began(15).with(Told.span(4)));

        List<Stay> stays = journey().stays();
        assertThat(journey().during(stays.get(0))).extracting(Sighting::at).containsExactly(at(0), at(5));
        assertThat(journey().during(stays.get(1))).extracting(Sighting::at).containsExactly(at(10), at(15));
    }

    @Test
    void deadlineThatPasses_isFoundOnceAndUntilTheOrderMovesOn() {
        hears(order(ORDER, ANSWERED, 0));

        assertThat(store.check(at(3 * HOUR) - 1)).isEmpty();
        assertThat(store.check(at(3 * HOUR))).extracting(Journey::order).containsExactly(ORDER);
        assertThat(store.check(at(4 * HOUR))).isEmpty();
        assertThat(store.stuck("priced")).isEqualTo(1);
        assertThat(journey().isStuck()).isTrue();

        hears(order(ORDER, APPROVED, 5 * HOUR));
        assertThat(store.stuck("priced")).isZero();
        assertThat(journey().isStuck()).isFalse();
        assertThat(store.check(at(1_000 * HOUR))).isEmpty();
    }

    @Test
    void newsOfAnEarlierStage_leavesTheOrderStuck() {
        hears(order(ORDER, ANSWERED, 100));
        store.check(at(100 + 3 * HOUR));
        hears(order(ORDER, PLACED, 0));
        hears(order(ORDER, ANSWERED, 50));

        assertThat(store.stuck("priced")).isEqualTo(1);
        assertThat(journey().current().enteredAt()).isEqualTo(at(50));
        assertThat(store.check(at(100 * HOUR))).isEmpty();
    }

    @Test
    void newsThatItWasElsewhereMeanwhile_startsTheWaitingAnew() {
        hears(order(ORDER, ANSWERED, 0));
        hears(order(ORDER, ANSWERED, HOUR));
        store.check(at(3 * HOUR));
        hears(order(ORDER, APPROVED, HOUR / 2));

        assertThat(store.stuck("priced")).isZero();
        assertThat(journey().current().visit()).isEqualTo(2);
        assertThat(store.check(at(4 * HOUR))).hasSize(1);
    }

    @Test
    void stageThatIsEnteredAgain_hasADeadlineAgain() {
        hears(order(ORDER, ANSWERED, 0));
        store.check(at(3 * HOUR));
        hears(order(ORDER, APPROVED, 4 * HOUR));
        hears(order(ORDER, ANSWERED, 5 * HOUR));

        assertThat(store.check(at(8 * HOUR) - 1)).isEmpty();
        assertThat(store.check(at(8 * HOUR))).hasSize(1);
    }

    @Test
    void fullStore_forgetsWhatIsDoneBeforeWhatIsIdleBeforeWhatIsAwaited() {
        hears(order("awaited", ANSWERED, 0));
        hears(order("idle", APPROVED, 1));
        hears(order("done", SHIPPED, 2));

        hears(order("next", ANSWERED, 3));
        assertThat(orders()).containsExactlyInAnyOrder("awaited", "idle", "next");
        hears(order("one more", ANSWERED, 4));
        assertThat(orders()).containsExactlyInAnyOrder("awaited", "next", "one more");
        assertThat(store.ordersEvicted()).isEqualTo(2);
    }

    @Test
    void fullStore_forgetsAmongAlikeWhatWasSeenLongestAgo() {
        hears(order("one", ANSWERED, 0));
        hears(order("two", ANSWERED, 1));
        hears(order("three", ANSWERED, 2));
        store.check(at(10 * HOUR));
        hears(Told.in("GET", "/orders/{order}").about("one").began(3));
        hears(order("four", ANSWERED, 4));

        assertThat(orders()).containsExactlyInAnyOrder("one", "three", "four");
        assertThat(store.stuck("priced"))
                .as("the forgotten one no longer counts")
                .isEqualTo(2);
    }

    @Test
    void orderThatGoesInCircles_losesRepetitionsAndThenItsBeginning() {
        hears(order(ORDER, PLACED, 0));
        hears(order(ORDER, PLACED, 1));
        hears(order(ORDER, ANSWERED, 2));
        hears(order(ORDER, PLACED, 3));
        hears(order(ORDER, ANSWERED, 4));
        hears(order(ORDER, PLACED, 5));
        assertThat(stageNames()).containsExactly("placed", "priced", "placed", "priced", "placed");
        assertThat(journey().stays().get(0).times()).isEqualTo(1);

        hears(order(ORDER, ANSWERED, 6));
        assertThat(stageNames()).containsExactly("priced", "placed", "priced", "placed", "priced");
        assertThat(journey().forgotten()).isEqualTo(2);
        assertThat(store.stagesForgotten()).isEqualTo(2);
    }

    @Test
    void orderThatIsSeenOften_losesTheTraceThatWasSeenLongestAgo() {
        hears(order(ORDER, PLACED, 0));
        for (int i = 1; i <= 4; i++) {
            hears(Told.in("GET", "/orders/{order}").about(ORDER).began(i));
        }

        assertThat(journey().sightings()).extracting(Sighting::at).containsExactly(at(1), at(2), at(3), at(4));
    }

    private void hears(Told happening) {
        store.ended(happening.told());
    }

    private Journey journey() {
        return store.find(ORDER).orElseThrow();
    }

    private List<String> stageNames() {
        return journey().stays().stream().map(stay -> stay.stage().name()).toList();
    }

    private List<String> orders() {
        return store.all().stream().map(Journey::order).toList();
    }
}
