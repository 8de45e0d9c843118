package dev.loupe.relay.correlation;

import static dev.loupe.relay.correlation.Evidence.EXPLICIT;
import static dev.loupe.relay.correlation.Evidence.KEY;
import static dev.loupe.relay.correlation.Evidence.SOLE;
import static dev.loupe.relay.correlation.Evidence.TRANSACTION;
import static dev.loupe.relay.correlation.Scene.Doing.about;
import static dev.loupe.relay.correlation.Scene.Doing.shaped;
import static dev.loupe.relay.correlation.Scene.Doing.something;
import static dev.loupe.relay.correlation.Scene.ambiguous;
import static dev.loupe.relay.correlation.Scene.attributed;
import static dev.loupe.relay.correlation.Scene.context;
import static dev.loupe.relay.correlation.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.Verdict.Ambiguous;
import dev.loupe.relay.correlation.Verdict.Attributed;
import dev.loupe.relay.correlation.Verdict.Unrelated;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contexts, transactions, the only request in flight, and which of them wins. */
class EvidenceTest {
    private final Scene scene = new Scene();

    @ParameterizedTest
    @EnumSource(Evidence.class)
    void text_isTheNameInSmallLetters(Evidence evidence) {
        assertThat(evidence.text()).isEqualToIgnoringCase(evidence.name()).isLowerCase();
    }

    // --- explicit

    @Test
    void ownContext_winsOverEverything() {
        InFlight a = scene.receives(order("A"));
        Verdict earlier = scene.does(about(order("A")));
        SpanContext own = context();
        assertThat(scene.does(about(order("A")).inTransactionOf(earlier).carrying(own)))
                .isEqualTo(new Attributed(EXPLICIT, own, List.of()));
        a.answered(false);
        assertThat(scene.does(something().carrying(own))).isEqualTo(new Attributed(EXPLICIT, own, List.of()));
    }

    @Test
    void ownContextThatIsNotValid_countsAsNone() {
        InFlight a = scene.receives(order("A"));
        assertThat(scene.does(about(order("A")).carrying(SpanContext.getInvalid())))
                .isEqualTo(attributed(KEY, a));
    }

    @Test
    void ownContextBelowARequest_inheritsThatRequestsKeys() {
        InFlight a = scene.receives(order("A"));
        scene.receives(order("B"));
        SpanContext below = context(a.span().getTraceId());
        assertThat(scene.does(something().carrying(below)))
                .isEqualTo(new Attributed(EXPLICIT, below, List.of(order("A"))));
        a.answered(true);
        assertThat(scene.does(something().carrying(below)))
                .isEqualTo(new Attributed(EXPLICIT, below, List.of(order("A"))));
    }

    @Test
    void twoRequestsOfOneTrace_areToldApartByTheirSpansOnly() {
        InFlight a = scene.receives(order("A"));
        InFlight b = scene.receives(context(a.span().getTraceId()), order("B"));
        SpanContext below = context(a.span().getTraceId());
        assertThat(scene.does(something().carrying(b.span())))
                .isEqualTo(new Attributed(EXPLICIT, b.span(), List.of(order("B"))));
        assertThat(scene.does(something().carrying(below))).isEqualTo(new Attributed(EXPLICIT, below, List.of()));
    }

    // --- transaction

    @Test
    void transaction_continuesWhatAKeyBegan() {
        InFlight a = scene.receives(order("A"));
        scene.receives();
        Verdict first = scene.does(about(order("A")));
        assertThat(scene.does(something().inTransactionOf(first))).isEqualTo(attributed(TRANSACTION, a));
        assertThat(scene.does(something().inBackground().inTransactionOf(first)))
                .isEqualTo(attributed(TRANSACTION, a));
        a.answered(false);
        assertThat(scene.does(something().inTransactionOf(first))).isEqualTo(attributed(TRANSACTION, a));
    }

    @Test
    void transactionThatContinues_isATransactionStill() {
        InFlight a = scene.receives(order("A"));
        scene.receives();
        Verdict second = scene.does(something().inTransactionOf(scene.does(about(order("A")))));
        assertThat(scene.does(something().inTransactionOf(second))).isEqualTo(attributed(TRANSACTION, a));
    }

    @Test
    void transactionWithinWhichAnotherKeyAppears_isNotDisturbedIfNoRequestHasIt() {
        InFlight a = scene.receives(order("A"));
        scene.receives();
        Verdict first = scene.does(about(order("A")));
        assertThat(scene.does(about(order("B")).inTransactionOf(first))).isEqualTo(attributed(TRANSACTION, a));
    }

    @Test
    void keyAndTransactionThatAgree_areAKey() {
        InFlight a = scene.receives(order("A"));
        Verdict first = scene.does(about(order("A")));
        assertThat(scene.does(about(order("A")).inTransactionOf(first))).isEqualTo(attributed(KEY, a));
    }

    @Test
    void keyAndTransactionThatDisagree_areAmbiguous() {
        InFlight a = scene.receives(order("A"));
        InFlight b = scene.receives(order("B"));
        Verdict first = scene.does(about(order("A")));
        assertThat(scene.does(about(order("B")).inTransactionOf(first))).isEqualTo(ambiguous(a, b));
    }

    @Test
    void transaction_decidesBetweenRequestsWithTheSameKey() {
        InFlight a = scene.receives(order("A"));
        Verdict first = scene.does(about(order("A")));
        scene.receives(order("A"));
        assertThat(scene.does(about(order("A")).inTransactionOf(first))).isEqualTo(attributed(TRANSACTION, a));
    }

    @Test
    void contextOfATransaction_winsOverAKey() {
        scene.receives(order("B"));
        SpanContext own = context();
        Verdict first = scene.does(something().carrying(own));
        assertThat(scene.does(about(order("B")).inTransactionOf(first)))
                .isEqualTo(new Attributed(TRANSACTION, own, List.of()));
    }

    @Test
    void transactionThatASoleRequestBegan_isNoSurerThanThat() {
        InFlight a = scene.receives(order("A"));
        Verdict first = scene.does(something());
        InFlight b = scene.receives(order("B"));
        assertThat(scene.does(something().inTransactionOf(first))).isEqualTo(attributed(SOLE, a));
        assertThat(scene.does(about(order("B")).inTransactionOf(first)))
                .as("a key is stronger")
                .isEqualTo(attributed(KEY, b));
        InFlight c = scene.receives();
        assertThat(scene.does(about(order("C")).inTransactionOf(first)))
                .as("another key speaks against it")
                .isEqualTo(ambiguous(c));
        scene.receives(order("B"));
        assertThat(scene.does(about(order("B")).inTransactionOf(first)).evidence())
                .as("a key that points to two is stronger too")
                .isEqualTo(Evidence.AMBIGUOUS);
    }

    @Test
    void transactionOnceInDoubt_isNeverTheSoleRequests() {
        InFlight a = scene.receives();
        assertThat(scene.does(something().inDoubtfulTransaction())).isEqualTo(ambiguous(a));
        Verdict sole = scene.does(something());
        assertThat(scene.does(something().inTransactionOf(sole).inDoubtfulTransaction()))
                .as("not even if it was before")
                .isEqualTo(ambiguous(a));
    }

    @Test
    void transactionOnceInDoubt_isStillAttributedByAKey() {
        InFlight a = scene.receives(order("A"));
        Verdict first = scene.does(about(order("A")).inDoubtfulTransaction());
        assertThat(first).isEqualTo(attributed(KEY, a));
        assertThat(scene.does(something().inTransactionOf(first).inDoubtfulTransaction()))
                .isEqualTo(attributed(TRANSACTION, a));
    }

    @Test
    void whatAllWorkDoesAlike_neitherIsLearnedNorWithholds() {
        scene.does(shaped(""));
        InFlight a = scene.receives();
        assertThat(scene.does(shaped(""))).isEqualTo(attributed(SOLE, a));
    }

    // --- sole

    @Test
    void onlyRequestInFlight_isTheCause() {
        InFlight sole = scene.receives();
        assertThat(scene.does(something())).isEqualTo(attributed(SOLE, sole));
    }

    @Test
    void onlyRequestInFlight_isNotTheCauseOfBackgroundWorkForSure() {
        InFlight sole = scene.receives();
        assertThat(scene.does(something().inBackground())).isEqualTo(ambiguous(sole));
    }

    @Test
    void shapeSeenWhileNothingWasInFlight_hasALifeOfItsOwn() {
        assertThat(scene.does(Scene.Doing.shaped("DELETE expired"))).isEqualTo(new Unrelated());
        InFlight sole = scene.receives(order("A"));
        assertThat(scene.does(Scene.Doing.shaped("DELETE expired"))).isEqualTo(ambiguous(sole));
        assertThat(scene.does(Scene.Doing.shaped("SELECT order"))).isEqualTo(attributed(SOLE, sole));
        assertThat(scene.does(Scene.Doing.shaped("DELETE expired").with(order("A"))))
                .as("a key is still a key")
                .isEqualTo(attributed(KEY, sole));
        assertThat(scene.does(Scene.Doing.shaped("DELETE expired").with(order("B"))))
                .isEqualTo(new Unrelated());
    }

    @Test
    void shapeSeenWithItsOwnContextWhileNothingWasInFlight_hasALifeOfItsOwnToo() {
        scene.does(Scene.Doing.shaped("publish").carrying(context()));
        InFlight sole = scene.receives();
        assertThat(scene.does(Scene.Doing.shaped("publish"))).isEqualTo(ambiguous(sole));
    }

    @Test
    void shapeSeenWorkingForARequestThatWasOver_hasALifeOfItsOwnToo() {
        InFlight accepted = scene.receives(order("A"));
        accepted.answered(true);
        InFlight sole = scene.receives();
        assertThat(scene.does(Scene.Doing.shaped("PUT price").with(order("A")))).isEqualTo(attributed(KEY, accepted));
        assertThat(scene.does(Scene.Doing.shaped("PUT price"))).isEqualTo(ambiguous(sole));
    }

    @Test
    void moreShapesThanAreRemembered_endAllSoleAttribution() {
        Scene small = new Scene(new CorrelationSettings(Duration.ofMinutes(10), 10, 2, 8, 10));
        small.does(Scene.Doing.shaped("1"));
        small.does(Scene.Doing.shaped("2"));
        small.does(Scene.Doing.shaped("2"));
        assertThat(small.requests.tooManyShapes()).isFalse();
        small.does(Scene.Doing.shaped("3"));
        assertThat(small.requests.tooManyShapes()).isTrue();
        InFlight sole = small.receives();
        assertThat(small.does(Scene.Doing.shaped("never seen"))).isEqualTo(ambiguous(sole));
    }

    // --- ambiguous and none

    @Test
    void severalInFlight_areAllCandidates() {
        InFlight first = scene.receives(order("A"));
        InFlight second = scene.receives();
        assertThat(scene.does(something())).isEqualTo(ambiguous(first, second));
    }

    @Test
    void moreCandidatesThanAreNamed_areCounted() {
        List<InFlight> requests =
                IntStream.range(0, 12).mapToObj(i -> scene.receives()).toList();
        List<SpanContext> oldest =
                requests.stream().limit(8).map(InFlight::span).toList();
        assertThat(scene.does(something())).isEqualTo(new Ambiguous(oldest, 12));
        assertThat(scene.does(about(order("A")))).isEqualTo(new Ambiguous(oldest, 12));
        requests.forEach(request -> request.key(order("A")));
        assertThat(scene.does(about(order("A")))).isEqualTo(new Ambiguous(oldest, 12));
    }

    @Test
    void nothingInFlight_isUnrelated() {
        assertThat(scene.does(something())).isEqualTo(new Unrelated());
        assertThat(scene.does(about(order("A")))).isEqualTo(new Unrelated());
        assertThat(new Unrelated().evidence()).isEqualTo(Evidence.NONE);
    }

    @Test
    void moreInFlightThanAreToldApart_endAttributionUntilTheyAreFewer() {
        Scene small = new Scene(new CorrelationSettings(Duration.ofMinutes(10), 10, 10, 8, 1));
        InFlight told = small.receives(order("A"));
        Verdict first = small.does(about(order("A")));
        assertThat(first).isEqualTo(attributed(KEY, told));
        InFlight untold = small.receives(order("A"));
        assertThat(small.requests.count()).isEqualTo(2);
        assertThat(small.does(about(order("A")))).isEqualTo(new Ambiguous(List.of(told.span()), 2));
        assertThat(small.does(something().inTransactionOf(first))).isEqualTo(attributed(TRANSACTION, told));
        told.answered(false);
        assertThat(small.does(something())).isEqualTo(new Ambiguous(List.of(), 1));
        untold.answered(true);
        assertThat(small.requests.count()).isZero();
        InFlight next = small.receives(order("A"));
        assertThat(small.does(about(order("A")))).isEqualTo(attributed(KEY, next));
    }

    @Test
    void manyInFlight_areNotAllAskedWhetherTheyContradict() {
        for (int i = 0; i < 1_000; i++) {
            scene.receives(order("B" + i));
        }
        Ambiguous verdict = (Ambiguous) scene.does(about(order("A")));
        assertThat(verdict.candidates()).isEmpty();
        assertThat(verdict.count()).isBetween(1, 999);
    }
}
