package dev.loupe.relay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each figure charges, to whom; moments are in seconds on a clock of the test's own. */
class UpstreamTimingsTest {
    private static final long S = 1_000_000_000;

    private final UpstreamTimings timings = new UpstreamTimings(0, false);

    @Nested
    class Reading {
        @Test
        void slowStoreAndFastClient_chargesAllToTheStore() {
            startsWithoutBody(1);
            timings.responseStarted(4 * S);
            timings.responseContent(9 * S);
            timings.responseEnded(9 * S);
            timings.ended(9 * S);

            assertThat(timings.beforeUpstream()).isEqualTo(S);
            assertThat(timings.firstByte()).isEqualTo(3 * S);
            assertThat(timings.read()).isEqualTo(8 * S);
            assertThat(timings.own(9 * S)).isEqualTo(8 * S);
            assertThat(timings.upstream(9 * S)).isEqualTo(8 * S);
            assertThat(timings.clientStall()).isZero();
        }

        @Test
        void fastStoreAndSlowClient_chargesThePausesToTheClient() {
            startsWithoutBody(1);
            timings.responseStarted(2 * S);
            timings.responseContent(2 * S);
            timings.responsePaused(2 * S);
            timings.responseResumed(7 * S);
            timings.responseContent(8 * S);
            timings.responsePaused(8 * S);
            timings.responseResumed(18 * S);
            timings.responseContent(19 * S);
            timings.responseEnded(19 * S);
            timings.ended(19 * S);

            assertThat(timings.read()).isEqualTo(3 * S);
            assertThat(timings.own(19 * S)).isEqualTo(3 * S);
            assertThat(timings.clientStall()).isEqualTo(15 * S);
            assertThat(timings.upstream(19 * S)).isEqualTo(18 * S);
        }

        @Test
        void clientThatTakesTheRestLate_delaysNothingAtTheStore() {
            startsWithoutBody(0);
            timings.responseStarted(S);
            timings.responseContent(2 * S);
            timings.responseEnded(2 * S);
            timings.responsePaused(2 * S);
            timings.responseResumed(30 * S);
            timings.ended(30 * S);

            assertThat(timings.read()).isEqualTo(2 * S);
            assertThat(timings.own(30 * S)).isEqualTo(2 * S);
            assertThat(timings.upstream(30 * S)).isEqualTo(2 * S);
            assertThat(timings.clientStall()).isEqualTo(28 * S);
        }

        @Test
        void pauseBehindTheLastContent_isNotTakenOffTheTimeBeforeIt() {
            startsWithoutBody(0);
            timings.responseStarted(S);
            timings.responseContent(5 * S);
            timings.responsePaused(5 * S);
            timings.responseResumed(9 * S);
            timings.responseEnded(9 * S);
            timings.ended(9 * S);

            assertThat(timings.read()).isEqualTo(5 * S);
            assertThat(timings.own(9 * S)).isEqualTo(5 * S);
            assertThat(timings.clientStall()).isEqualTo(4 * S);
        }

        @Test
        void contentThatStillComesDuringAPause_endsAtTheStoreThen() {
            startsWithoutBody(0);
            timings.responseStarted(S);
            timings.responsePaused(2 * S);
            timings.responseContent(3 * S);
            timings.responseEnded(3 * S);
            timings.responseResumed(10 * S);
            timings.ended(10 * S);

            assertThat(timings.read()).isEqualTo(2 * S);
            assertThat(timings.own(10 * S)).isEqualTo(2 * S);
            assertThat(timings.clientStall()).isEqualTo(8 * S);
        }

        @Test
        void responseWithoutBody_lastsUntilItsHead() {
            startsWithoutBody(1);
            timings.responseStarted(3 * S);
            timings.responseEnded(3 * S);
            timings.ended(3 * S);

            assertThat(timings.read()).isEqualTo(2 * S);
            assertThat(timings.firstByte()).isEqualTo(2 * S);
        }

        @Test
        void storeThatBreaksInTheMiddle_isChargedUntilTheEnd() {
            startsWithoutBody(0);
            timings.responseStarted(S);
            timings.responseContent(2 * S);
            timings.ended(6 * S);

            assertThat(timings.own(6 * S)).isEqualTo(6 * S);
            assertThat(timings.upstream(6 * S)).isEqualTo(6 * S);
            assertThat(timings.clientStall()).isZero();
        }

        @Test
        void clientThatBreaksWhileItDoesNotRead_isChargedUntilTheEnd() {
            startsWithoutBody(0);
            timings.responseStarted(S);
            timings.responseContent(S);
            timings.responsePaused(S);
            timings.ended(6 * S);

            assertThat(timings.clientStall()).isEqualTo(5 * S);
            assertThat(timings.own(6 * S)).isEqualTo(S);
            assertThat(timings.read()).isEqualTo(S);
        }

        private void startsWithoutBody(int second) {
            timings.requestEnded(0);
            timings.upstreamStarted(second * S);
        }
    }

    @Nested
    class Writing {
        @Test
        void slowStoreAndFastClient_chargesAllToTheStore() {
            timings.upstreamStarted(S);
            timings.requestContent(S);
            timings.requestPaused(S);
            timings.requestResumed(5 * S);
            timings.requestContent(5 * S);
            timings.requestEnded(5 * S);
            timings.responseStarted(9 * S);
            ends(9);

            assertThat(timings.write()).isEqualTo(8 * S);
            assertThat(timings.own(9 * S)).isEqualTo(8 * S);
            assertThat(timings.clientStall()).isZero();
        }

        @Test
        void fastStoreAndSlowClient_chargesTheWaitsToTheClient() {
            timings.upstreamStarted(S);
            timings.requestContent(4 * S);
            timings.requestContent(9 * S);
            timings.requestEnded(11 * S);
            timings.responseStarted(12 * S);
            ends(12);

            assertThat(timings.clientStall()).isEqualTo(10 * S);
            assertThat(timings.write()).isEqualTo(S);
            assertThat(timings.own(12 * S)).isEqualTo(S);
            assertThat(timings.upstream(12 * S)).isEqualTo(11 * S);
        }

        @Test
        void slowStoreAndSlowClientInTurns_eachIsChargedItsOwn() {
            timings.upstreamStarted(0);
            timings.requestContent(2 * S);
            timings.requestPaused(2 * S);
            timings.requestResumed(5 * S);
            timings.requestContent(9 * S);
            timings.requestPaused(9 * S);
            timings.requestResumed(14 * S);
            timings.requestEnded(15 * S);
            timings.responseStarted(16 * S);
            ends(16);

            assertThat(timings.clientStall()).isEqualTo((2 + 4 + 1) * S);
            assertThat(timings.write()).isEqualTo((3 + 5 + 1) * S);
        }

        @Test
        void bytesThatStillComeWhileTheStoreTakesNone_doNotChargeTheClient() {
            timings.upstreamStarted(0);
            timings.requestContent(S);
            timings.requestPaused(S);
            timings.requestContent(S + 1);
            timings.requestEnded(8 * S);
            timings.requestResumed(9 * S);
            timings.responseStarted(10 * S);
            ends(10);

            assertThat(timings.clientStall()).isEqualTo(S);
            assertThat(timings.write()).isEqualTo(9 * S);
        }

        @Test
        void clientThatWaitsForTheStoresWord_isNotChargedForIt() {
            UpstreamTimings polite = new UpstreamTimings(0, true);
            polite.upstreamStarted(S);
            polite.continued(5 * S);
            polite.requestContent(7 * S);
            polite.requestEnded(7 * S);
            polite.responseStarted(8 * S);
            polite.responseEnded(8 * S);
            polite.ended(8 * S);

            assertThat(polite.clientStall()).isEqualTo(2 * S);
            assertThat(polite.write()).isEqualTo(5 * S);
        }

        @Test
        void clientThatDoesNotWaitForTheStoresWord_isChargedFromItsFirstByte() {
            UpstreamTimings impatient = new UpstreamTimings(0, true);
            impatient.upstreamStarted(S);
            impatient.requestContent(2 * S);
            impatient.continued(3 * S);
            impatient.requestEnded(6 * S);
            impatient.responseStarted(7 * S);
            impatient.responseEnded(7 * S);
            impatient.ended(7 * S);

            assertThat(impatient.clientStall()).isEqualTo(4 * S);
            assertThat(impatient.write()).isEqualTo(2 * S);
        }

        @Test
        void refusalInPlaceOfTheStoresWord_chargesTheStoreAlone() {
            UpstreamTimings polite = new UpstreamTimings(0, true);
            polite.upstreamStarted(S);
            polite.responseStarted(4 * S);
            polite.responseEnded(4 * S);
            polite.ended(4 * S);

            assertThat(polite.clientStall()).isZero();
            assertThat(polite.own(4 * S)).isEqualTo(3 * S);
        }

        @Test
        void bytesBeforeThereIsAConnection_areNobodysWait() {
            timings.requestContent(S);
            timings.requestContent(3 * S);
            timings.upstreamStarted(5 * S);
            timings.requestEnded(5 * S);
            timings.responseStarted(6 * S);
            ends(6);

            assertThat(timings.beforeUpstream()).isEqualTo(5 * S);
            assertThat(timings.clientStall()).isZero();
            assertThat(timings.write()).isEqualTo(S);
        }

        @Test
        void secondAttempt_countsFromItsOwnStart() {
            timings.upstreamStarted(S);
            timings.requestContent(6 * S);
            timings.upstreamStarted(7 * S);
            timings.requestContent(8 * S);
            timings.requestEnded(8 * S);
            timings.responseStarted(10 * S);
            ends(10);

            assertThat(timings.write()).isEqualTo(2 * S);
            assertThat(timings.own(10 * S)).isEqualTo(2 * S);
            assertThat(timings.upstream(10 * S)).isEqualTo(3 * S);
            assertThat(timings.clientStall()).as("in both attempts").isEqualTo((5 + 1) * S);
        }

        @Test
        void secondAttemptOfAWholeRequest_countsFromItsOwnStart() {
            timings.requestEnded(0);
            timings.upstreamStarted(S);
            timings.upstreamStarted(7 * S);
            timings.responseStarted(10 * S);
            ends(10);

            assertThat(timings.write()).isEqualTo(3 * S);
            assertThat(timings.clientStall()).isZero();
        }

        @Test
        void clientThatGoesAwayInTheMiddle_isChargedUntilTheEnd() {
            timings.upstreamStarted(0);
            timings.requestContent(S);
            timings.ended(9 * S);

            assertThat(timings.clientStall()).isEqualTo(9 * S);
            assertThat(timings.own(9 * S)).isZero();
            assertThat(timings.answered()).isFalse();
        }

        @Test
        void storeThatGoesAwayWhileItTakesNothing_isChargedUntilTheEnd() {
            timings.upstreamStarted(0);
            timings.requestContent(S);
            timings.requestPaused(S);
            timings.ended(9 * S);

            assertThat(timings.clientStall()).isEqualTo(S);
            assertThat(timings.own(9 * S)).isEqualTo(8 * S);
        }

        private void ends(int second) {
            timings.responseEnded(second * S);
            timings.ended(second * S);
        }
    }

    @Test
    void slowRequestBodyOfARead_isNotTheStoresTime() {
        timings.upstreamStarted(0);
        timings.requestContent(4 * S);
        timings.requestEnded(5 * S);
        timings.responseStarted(6 * S);
        timings.responseContent(8 * S);
        timings.responseEnded(8 * S);
        timings.ended(8 * S);

        assertThat(timings.read()).isEqualTo(3 * S);
        assertThat(timings.clientStall()).isEqualTo(5 * S);
    }

    @Test
    void requestThatNeverReachedTheStore_hasNoFigures() {
        timings.requestContent(S);
        timings.ended(9 * S);

        assertThat(timings.reachedUpstream()).isFalse();
        assertThat(timings.answered()).isFalse();
        assertThat(timings.beforeUpstream()).isZero();
        assertThat(timings.firstByte()).isZero();
        assertThat(timings.read()).isZero();
        assertThat(timings.write()).isZero();
        assertThat(timings.own(9 * S)).isZero();
        assertThat(timings.upstream(9 * S)).isZero();
        assertThat(timings.clientStall()).isZero();
    }
}
