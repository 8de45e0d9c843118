package dev.loupe.relay.correlation;

import static dev.loupe.relay.correlation.Evidence.KEY;
import static dev.loupe.relay.correlation.Evidence.SOLE;
import static dev.loupe.relay.correlation.Scene.Doing.about;
import static dev.loupe.relay.correlation.Scene.Doing.something;
import static dev.loupe.relay.correlation.Scene.ambiguous;
import static dev.loupe.relay.correlation.Scene.attributed;
import static dev.loupe.relay.correlation.Scene.customer;
import static dev.loupe.relay.correlation.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.Verdict.Unrelated;
import org.junit.jupiter.api.Test;

/** The same business key here and there: when that is enough, and what takes it back. */
class EvidenceOfKeysTest {
    private final Scene scene = new Scene();

    @Test
    void keyOfExactlyOneRequest_attributes() {
        InFlight a = scene.receives(order("A"));
        scene.receives(order("B"));
        scene.receives();
        assertThat(scene.does(about(order("A")))).isEqualTo(attributed(KEY, a));
        assertThat(scene.does(about(order("A")).inBackground())).isEqualTo(attributed(KEY, a));
    }

    @Test
    void keyThatComesLater_countsFromThenOn() {
        InFlight a = scene.receives();
        InFlight b = scene.receives();
        assertThat(scene.does(about(order("A")))).isEqualTo(ambiguous(a, b));
        a.key(order("A"));
        assertThat(scene.does(about(order("A")))).isEqualTo(attributed(KEY, a));
        assertThat(a.keys()).containsExactly(order("A"));
    }

    @Test
    void keyOfTwoRequests_isAmbiguousBetweenThose() {
        InFlight first = scene.receives(order("A"));
        scene.receives(order("B"));
        InFlight second = scene.receives(order("A"));
        assertThat(scene.does(about(order("A")))).isEqualTo(ambiguous(first, second));
        first.answered(false);
        assertThat(scene.does(about(order("A")))).isEqualTo(attributed(KEY, second));
    }

    @Test
    void keysThatPointToDifferentRequests_areAmbiguousBetweenThem() {
        InFlight a = scene.receives(order("A"));
        InFlight x = scene.receives(customer("X"));
        scene.receives();
        assertThat(scene.does(about(order("A"), customer("X")))).isEqualTo(ambiguous(a, x));
    }

    @Test
    void keyThatOneRequestHasBesideASharedOne_singlesItOut() {
        InFlight ax = scene.receives(order("A"), customer("X"));
        scene.receives(order("B"), customer("X"));
        scene.receives(customer("X"));
        assertThat(scene.does(about(customer("X"), order("A")))).isEqualTo(attributed(KEY, ax));
    }

    @Test
    void requestThatAgreesInOneKindAndDisagreesInAnother_isOnlyACandidate() {
        InFlight ay = scene.receives(order("A"), customer("Y"));
        assertThat(scene.does(about(order("A"), customer("X")))).isEqualTo(ambiguous(ay));
    }

    @Test
    void keysInConflictOnTheOperation_areNotUsed() {
        InFlight a = scene.receives(order("A"), customer("X"));
        scene.receives(order("C"));
        assertThat(scene.does(about(order("A"), order("B"), customer("X")))).isEqualTo(attributed(KEY, a));
        assertThat(scene.does(about(order("A"), order("B")))).isEqualTo(ambiguous(a));
    }

    @Test
    void keysInConflictOnARequest_areNotUsedButCastDoubtOnAnother() {
        InFlight both = scene.receives(order("A"), order("B"));
        InFlight other = scene.receives();
        assertThat(scene.does(about(order("A")))).isEqualTo(ambiguous(both, other));
        InFlight a = scene.receives(order("A"));
        assertThat(scene.does(about(order("A")))).isEqualTo(ambiguous(both, a));
        assertThat(both.keys()).isEmpty();
    }

    @Test
    void keysInConflictOnTheOnlyRequest_leaveItSole() {
        InFlight both = scene.receives(order("A"), order("B"));
        assertThat(scene.does(about(order("A")))).isEqualTo(attributed(SOLE, both));
        assertThat(scene.does(about(order("C")))).isEqualTo(new Unrelated());
    }

    @Test
    void keyThatMatchesNothing_speaksAgainstTheOnlyRequestIfThatHasAnotherOfItsKind() {
        InFlight sole = scene.receives(order("A"));
        assertThat(scene.does(about(order("B")))).isEqualTo(new Unrelated());
        assertThat(scene.does(about(customer("X")))).isEqualTo(attributed(SOLE, sole));
    }

    @Test
    void keyThatMatchesNothing_leavesOutThoseThatHaveAnotherOfItsKind() {
        scene.receives(order("A"));
        InFlight silent = scene.receives();
        InFlight x = scene.receives(customer("X"));
        assertThat(scene.does(about(order("B")))).isEqualTo(ambiguous(silent, x));
        silent.answered(false);
        assertThat(scene.does(about(order("B"))))
                .as("one is left, but two are in flight")
                .isEqualTo(ambiguous(x));
        x.key(order("C"));
        assertThat(scene.does(about(order("B")))).isEqualTo(new Unrelated());
    }

    @Test
    void answeredRequest_isForgottenWithItsKeys() {
        InFlight a = scene.receives(order("A"));
        InFlight b = scene.receives();
        a.answered(false);
        a.key(customer("X"));
        a.answered(true);
        assertThat(scene.does(about(order("A"), customer("X")))).isEqualTo(attributed(SOLE, b));
        b.answered(false);
        assertThat(scene.does(something())).isEqualTo(new Unrelated());
        assertThat(scene.requests.count()).isZero();
    }
}
