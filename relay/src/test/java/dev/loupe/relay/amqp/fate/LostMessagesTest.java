package dev.loupe.relay.amqp.fate;

import static dev.loupe.relay.amqp.fate.Scene.CRM;
import static dev.loupe.relay.amqp.fate.Scene.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told to be lost, and what only may be. */
class LostMessagesTest {
    private static final String DEAD = "crm.status.dead";

    private final Scene scene = new Scene();

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void unroutable_isCountedLoggedAndShown() {
        Scene.Published published = scene.mesPublishes("m1").is(Outcome.UNROUTABLE);

        assertThat(scene.metric("messages_lost_total"))
                .containsExactly("messages_lost_total{broker=\"rabbitmq\",destination=\"orders:order.{order}.status\","
                        + "reason=\"unroutable\"} 1.0");
        assertThat(scene.log())
                .containsExactly("WARN message lost: unroutable; orders:order.{order}.status, order1-ABC");
        assertThat(scene.logged().get(0))
                .containsEntry("trace.id", published.span().getTraceId())
                .containsEntry("span.id", published.span().getSpanId())
                .containsEntry("peer.service", "rabbitmq")
                .containsEntry("loupe.journey", "order1-ABC");
        assertThat(scene.fates().troubles())
                .containsExactly(new MessageLives.Trouble(
                        "lost",
                        "unroutable",
                        ORDERS,
                        "",
                        "order1-ABC",
                        published.span().getTraceId(),
                        published.span().getSpanId(),
                        scene.epochNow()));
    }

    @Test
    void nacked_isLost() {
        scene.mesPublishes("m1").is(Outcome.NACKED);

        assertThat(scene.troubles()).containsExactly("lost: nacked");
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"CONFIRMED", "COMMITTED", "ROLLED_BACK", "RETURNED", "UNROUTABLE_INTENDED", "SENT", "FORGOTTEN"})
    void whatItsPublisherKnowsOrIntends_isNoLoss(Outcome outcome) {
        scene.mesPublishes("m1").is(outcome);

        assertThat(scene.troubles()).isEmpty();
        assertThat(scene.log()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"CHANNEL_CLOSED", "CONNECTION_CLOSED"})
    void closedBeforeTheConfirm_isUnknown_sinceTheBrokerMayHaveIt(Outcome outcome) {
        scene.mesPublishes("m1").is(outcome);

        assertThat(scene.troubles()).containsExactly("unknown: closed before confirm");
        assertThat(scene.metric("messages_unknown_total"))
                .singleElement()
                .asString()
                .contains("reason=\"closed_before_confirm\"")
                .endsWith(" 1.0");
        assertThat(scene.metric("messages_lost_total")).isEmpty();
    }

    @Test
    void connectionThatBrokeWithoutConfirms_isUnknown() {
        scene.mesPublishes("m1").is(Outcome.UNKNOWN);

        assertThat(scene.troubles()).containsExactly("unknown: connection broke");
    }

    @Test
    void detail_isInTheLog() {
        scene.mesPublishes("m1").told().settled(Outcome.CHANNEL_CLOSED, "404", scene.now());

        assertThat(scene.log())
                .containsExactly(
                        "WARN message unknown: closed before confirm (404); orders:order.{order}.status, order1-ABC");
    }

    @Test
    void uncertainMessageThatIsDeliveredLater_isResolved() {
        Scene.Published published = scene.mesPublishes("m1").is(Outcome.CONNECTION_CLOSED);
        Scene.Delivered delivered = scene.passes(Duration.ofSeconds(1)).crmGets("m1");
        scene.passes(Duration.ofSeconds(1));
        delivered.isAcked();

        assertThat(scene.metric("loupe_messages_resolved_total"))
                .containsExactly("loupe_messages_resolved_total{broker=\"rabbitmq\","
                        + "destination=\"orders:order.{order}.status\",reason=\"delivered\"} 1.0");
        assertThat(scene.life(published.span()))
                .containsExactly(
                        "published @ " + ORDERS,
                        "closed before confirm @ " + ORDERS,
                        "delivered @ " + CRM,
                        "resolved: delivered @ " + ORDERS,
                        "acked @ " + CRM);
    }

    @Test
    void uncertainMessageThatIsPublishedAgain_isResolved_andNoDuplicate() {
        scene.mesPublishes("m1").is(Outcome.CONNECTION_CLOSED);
        Scene.Published again = scene.mesPublishes("m1");
        assertThat(again.told().isRetry()).isTrue();
        again.isConfirmed();

        assertThat(again.told().isDuplicate()).isFalse();
        assertThat(scene.metric("loupe_messages_resolved_total"))
                .singleElement()
                .asString()
                .contains("reason=\"published_again\"");
        assertThat(scene.troubles()).containsExactly("unknown: closed before confirm");
    }

    @Test
    void messageThatWasDeliveredBeforeItsChannelClosed_isNotUnknown() {
        Scene.Published published = scene.mesPublishes("m1");
        scene.crmGets("m1").isAcked();
        published.is(Outcome.CHANNEL_CLOSED);

        assertThat(scene.troubles()).isEmpty();
    }

    @Test
    void messageThatHasAnotherConfirmedPublish_isNotUnknown() {
        Scene.Published published = scene.mesPublishes("m1");
        scene.mesPublishes("m1").isConfirmed();
        published.is(Outcome.CHANNEL_CLOSED);

        assertThat(scene.troubles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "maxlen", "rejected", "delivery_limit"})
    void deadMessage_isLostToItsQueue_andCountedOnce(String reason) {
        Scene.Delivered dead = scene.gets("m1", DEAD, false, scene.death(CRM, reason, 1));
        assertThat(dead.told().diedOf()).containsExactly(reason);
        dead.is(Settlement.REQUEUED);
        scene.gets("m1", DEAD, true, scene.death(CRM, reason, 1)).is(Settlement.CHANNEL_CLOSED);
        scene.gets("m1", DEAD, true, scene.death(CRM, reason, 1)).isAcked();

        assertThat(scene.troubles()).containsExactly("lost: " + reason.replace('_', ' '));
        assertThat(scene.fates().troubles().get(0).queue()).isEqualTo(CRM);
        assertThat(scene.life(dead.span()))
                .startsWith("delivered @ " + DEAD)
                .contains("died: " + reason + " @ " + CRM, "requeued @ " + DEAD, "acked @ " + DEAD);
    }

    @Test
    void eachDeath_isToldOnce() {
        scene.gets("m1", DEAD, false, scene.death(CRM, "expired", 1)).is(Settlement.REJECTED);
        scene.gets("m1", "graveyard", false, scene.death(DEAD, "rejected", 1), scene.death(CRM, "expired", 1))
                .isAcked();

        assertThat(scene.troubles()).containsExactly("lost: expired", "lost: rejected");
    }

    @Test
    void deadMessageWithoutName_isCountedWhenItComesFirst() {
        scene.gets("", DEAD, false, scene.death(CRM, "expired", 1)).is(Settlement.REQUEUED);
        scene.gets("", DEAD, true, scene.death(CRM, "expired", 1)).isAcked();

        assertThat(scene.troubles()).containsExactly("lost: expired");
    }

    @Test
    void retryThroughAQueueInWhichItExpires_isNoLoss() {
        scene.crmGets("m1").is(Settlement.REJECTED);
        scene.passes(Duration.ofSeconds(10));
        Scene.Delivered back =
                scene.gets("m1", CRM, false, scene.death("crm.retry", "expired", 1), scene.death(CRM, "rejected", 1));
        back.is(Settlement.REJECTED);
        scene.passes(Duration.ofSeconds(10));
        scene.gets("m1", CRM, false, scene.death("crm.retry", "expired", 2), scene.death(CRM, "rejected", 2))
                .is(Settlement.REJECTED);

        assertThat(back.told().diedOf()).isEmpty();
        assertThat(scene.troubles()).isEmpty();

        scene.gets("m1", DEAD, false, scene.death(CRM, "rejected", 3), scene.death("crm.retry", "expired", 2));
        assertThat(scene.troubles()).containsExactly("lost: rejected");
    }

    @Test
    void retryThatItsConsumerPublishes_isNoLoss() {
        Scene.Delivered first = scene.crmGets("m1");
        scene.publishes("crm", "m1", "retries:crm").isConfirmed();
        first.isAcked();
        scene.passes(Duration.ofSeconds(10));
        scene.gets("m1", CRM, false, scene.death("crm.retry", "expired", 1)).isAcked();

        assertThat(scene.troubles()).isEmpty();
    }

    @Test
    void queueInWhichMessagesExpireOnPurpose_losesNone() {
        FateSettings defaults = FateSettings.defaults();
        try (Scene delayed = new Scene(new FateSettings(
                defaults.window(),
                defaults.messages(),
                defaults.late(),
                defaults.stuck(),
                List.of(),
                defaults.lives(),
                List.of("*.delay")))) {
            delayed.gets("m1", CRM, false, delayed.death("crm.delay", "expired", 1))
                    .isAcked();
            assertThat(delayed.troubles()).isEmpty();

            delayed.gets("m2", CRM, false, delayed.death("crm.delay", "maxlen", 1))
                    .isAcked();
            assertThat(delayed.troubles()).containsExactly("lost: maxlen");
        }
    }

    @Test
    void reasonThatNoBrokerGives_isNoLabel() {
        scene.gets("m1", DEAD, false, scene.death(CRM, "order 10234", 1)).isAcked();

        assertThat(scene.troubles()).containsExactly("lost: other");
    }

    @Test
    void floodOfLosses_isCountedAndNotWritten() {
        for (int i = 0; i < 1_000; i++) {
            scene.mesPublishes("m" + i).is(Outcome.UNROUTABLE);
        }
        scene.passes(Duration.ofSeconds(2)).mesPublishes("last").is(Outcome.UNROUTABLE);

        assertThat(scene.log()).hasSize(11);
        assertThat(scene.log().get(10)).endsWith(" (and 990 more that were not written)");
        assertThat(scene.metric("messages_lost_total"))
                .singleElement()
                .asString()
                .endsWith(" 1001.0");
        assertThat(scene.fates().troubles()).hasSize(500);
    }
}
