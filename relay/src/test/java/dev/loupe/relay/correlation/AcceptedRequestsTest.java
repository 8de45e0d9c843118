package dev.loupe.relay.correlation;

import static dev.loupe.relay.correlation.Evidence.KEY;
import static dev.loupe.relay.correlation.Evidence.SOLE;
import static dev.loupe.relay.correlation.Scene.Doing.about;
import static dev.loupe.relay.correlation.Scene.Doing.shaped;
import static dev.loupe.relay.correlation.Scene.Doing.something;
import static dev.loupe.relay.correlation.Scene.ambiguous;
import static dev.loupe.relay.correlation.Scene.attributed;
import static dev.loupe.relay.correlation.Scene.customer;
import static dev.loupe.relay.correlation.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.Verdict.Unrelated;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Work that goes on after a 202, or after the client has gone. */
class AcceptedRequestsTest {
    private final Scene scene = new Scene();

    @Test
    void keyOfAnAcceptedRequest_attributesForTheConfiguredTime() {
        InFlight accepted = scene.receives(order("A"));
        accepted.answered(true);
        assertThat(scene.does(about(order("A")))).isEqualTo(attributed(KEY, accepted));
        scene.waits(Duration.ofMinutes(10).minusNanos(1));
        assertThat(scene.does(about(order("A")))).isEqualTo(attributed(KEY, accepted));
        scene.waits(Duration.ofNanos(1));
        assertThat(scene.does(about(order("A")))).isEqualTo(new Unrelated());
    }

    @Test
    void requestInFlightWithTheSameKey_makesItAmbiguous() {
        InFlight accepted = scene.receives(order("A"));
        accepted.answered(true);
        InFlight polling = scene.receives(order("A"));
        assertThat(scene.does(about(order("A")))).isEqualTo(ambiguous(accepted, polling));
        polling.answered(false);
        assertThat(scene.does(about(order("A")))).isEqualTo(attributed(KEY, accepted));
    }

    @Test
    void requestInFlightThatIsAboutSomethingElse_doesNotMatter() {
        InFlight accepted = scene.receives(order("A"));
        accepted.answered(true);
        scene.receives(order("B"));
        scene.receives();
        assertThat(scene.does(about(order("A")))).isEqualTo(attributed(KEY, accepted));
    }

    @Test
    void twoAcceptedWithTheSameKey_areAmbiguous() {
        InFlight first = scene.receives(order("A"));
        InFlight second = scene.receives(order("A"));
        second.answered(true);
        first.answered(true);
        assertThat(scene.does(about(order("A")))).isEqualTo(ambiguous(first, second));
    }

    @Test
    void acceptedRequest_isNotInFlight() {
        scene.receives(order("A")).answered(true);
        assertThat(scene.requests.count()).isZero();
        assertThat(scene.does(shaped("ping"))).isEqualTo(new Unrelated());
        InFlight sole = scene.receives();
        assertThat(scene.does(something())).isEqualTo(attributed(SOLE, sole));
    }

    @Test
    void keyLearnedAfterTheAnswer_isStillHeard() {
        InFlight accepted = scene.receives();
        accepted.answered(true);
        accepted.key(customer("X"));
        assertThat(scene.does(about(customer("X")))).isEqualTo(attributed(KEY, accepted));
    }

    @Test
    void moreThanAreRemembered_pushOutTheOldestAndAreCounted() {
        Scene small = new Scene(new CorrelationSettings(Duration.ofMinutes(10), 2, 10, 8, 10));
        InFlight first = small.receives(order("A"));
        InFlight second = small.receives(order("B"));
        InFlight third = small.receives(order("C"));
        second.answered(true);
        first.answered(true);
        third.answered(true);
        assertThat(small.does(about(order("B")))).isEqualTo(new Unrelated());
        assertThat(small.does(about(order("A")))).isEqualTo(attributed(KEY, first));
        assertThat(small.does(about(order("C")))).isEqualTo(attributed(KEY, third));
        assertThat(small.requests.forgotten()).isEqualTo(1);
    }

    @Test
    void whatIsForgottenInItsTime_isNotCounted() {
        scene.receives(order("A")).answered(true);
        scene.waits(Duration.ofHours(1));
        scene.receives(order("B")).answered(true);
        assertThat(scene.requests.forgotten()).isZero();
    }

    @Test
    void requestThatWasBrokenOff_mayBeWhatAKeyMeans() {
        InFlight broken = scene.receives(order("A"));
        broken.brokenOff();
        broken.answered(false);
        InFlight again = scene.receives(order("A"));
        assertThat(scene.requests.count()).isEqualTo(1);
        assertThat(scene.does(about(order("A")))).isEqualTo(ambiguous(broken, again));
    }

    @Test
    void requestThatWasBrokenOff_standsInTheWayOfSoleForAMinute() {
        scene.receives().brokenOff();
        assertThat(scene.does(something())).isEqualTo(new Unrelated());
        InFlight sole = scene.receives();
        assertThat(scene.does(something())).isEqualTo(ambiguous(sole));
        scene.waits(Duration.ofMinutes(1).minusNanos(1));
        assertThat(scene.does(something())).isEqualTo(ambiguous(sole));
        scene.waits(Duration.ofNanos(1));
        assertThat(scene.does(something())).isEqualTo(attributed(SOLE, sole));
    }

    @Test
    void requestThatWasAnswered_cannotBeBrokenOff() {
        InFlight answered = scene.receives();
        answered.answered(false);
        answered.brokenOff();
        InFlight sole = scene.receives();
        assertThat(scene.does(something())).isEqualTo(attributed(SOLE, sole));
    }
}
