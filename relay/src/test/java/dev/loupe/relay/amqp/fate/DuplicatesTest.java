package dev.loupe.relay.amqp.fate;

import static dev.loupe.relay.amqp.fate.Scene.CRM;
import static dev.loupe.relay.amqp.fate.Scene.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is a duplicate, and what only looks like one. */
class DuplicatesTest {
    private final Scene scene = new Scene();

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void sameMessageFromOneQueueTwice_isADuplicateOfTheFirst() {
        Scene.Delivered first = scene.crmGets("m1").isAcked();
        Scene.Delivered second = scene.crmGets("m1").isAcked();

        assertThat(first.told().duplicateOf()).isEmpty();
        assertThat(second.told().duplicateOf()).contains(first.span());
        assertThat(second.told().first()).contains(first.span());
        assertThat(second.told().deliveredBefore()).isEqualTo(1);
        assertThat(scene.troubles()).containsExactly("duplicate: delivered twice");
        assertThat(scene.log())
                .containsExactly("WARN message duplicate: delivered twice; orders:order.{order}.status, queue "
                        + "crm.status, order1-ABC");
        assertThat(scene.metric("messages_duplicated_total"))
                .singleElement()
                .asString()
                .contains("reason=\"delivered_twice\"");
    }

    @Test
    void duplicateWhileTheFirstIsInAConsumersHands_isOne() {
        scene.crmGets("m1");

        assertThat(scene.crmGets("m1").told().duplicateOf()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = Settlement.class,
            names = {"REQUEUED", "CHANNEL_CLOSED", "FORGOTTEN"})
    void messageThatWasPutBack_isNone(Settlement settlement) {
        scene.crmGets("m1").is(settlement);
        Scene.Delivered again = scene.crmGets("m1").isAcked();

        assertThat(again.told().duplicateOf()).isEmpty();
        assertThat(again.told().deliveredBefore()).isEqualTo(1);
        assertThat(scene.troubles()).isEmpty();
    }

    @Test
    void redelivery_isNone_evenIfNothingIsKnownOfWhy() {
        scene.crmGets("m1");
        assertThat(scene.crmGetsAgain("m1").isAcked().told().duplicateOf()).isEmpty();
        assertThat(scene.crmGetsAgain("unheard of").isAcked().told().duplicateOf())
                .isEmpty();
        assertThat(scene.troubles()).isEmpty();
    }

    @Test
    void otherQueue_isNone() {
        scene.crmGets("m1").isAcked();

        assertThat(scene.gets("m1", "mail.status", false).isAcked().told().duplicateOf())
                .isEmpty();
        assertThat(scene.troubles()).isEmpty();
    }

    @Test
    void messageThatCameBackFromItsDeath_isNone() {
        scene.crmGets("m1").is(Settlement.REJECTED);
        Scene.Delivered back =
                scene.gets("m1", CRM, false, scene.death("crm.retry", "expired", 1), scene.death(CRM, "rejected", 1));

        assertThat(back.told().duplicateOf()).isEmpty();
        assertThat(scene.troubles()).isEmpty();
    }

    @Test
    void messageThatCameBackTwiceFromOneDeath_isADuplicate() {
        scene.crmGets("m1").is(Settlement.REJECTED);
        scene.gets("m1", CRM, false, scene.death(CRM, "rejected", 1)).isAcked();
        scene.gets("m1", CRM, false, scene.death(CRM, "rejected", 1)).isAcked();

        assertThat(scene.troubles()).containsExactly("duplicate: delivered twice");
    }

    @Test
    void publishedTwice_isADuplicateOnceTheBrokerHasBoth() {
        Scene.Published first = scene.mesPublishes("m1").isConfirmed();
        Scene.Published second = scene.mesPublishes("m1");
        assertThat(second.told().publishedBefore()).contains(first.span());
        assertThat(second.told().isRetry()).isFalse();
        assertThat(scene.troubles()).isEmpty();
        second.isConfirmed();

        assertThat(second.told().isDuplicate()).isTrue();
        assertThat(first.told().isDuplicate()).isFalse();
        assertThat(scene.troubles()).containsExactly("duplicate: published twice");
    }

    @Test
    void publishedTwiceInOneGo_isOneDuplicate() {
        Scene.Published first = scene.mesPublishes("m1");
        Scene.Published second = scene.mesPublishes("m1");
        second.is(Outcome.SENT);
        first.is(Outcome.SENT);

        assertThat(scene.troubles()).containsExactly("duplicate: published twice");
    }

    @Test
    void deliveriesOfWhatWasPublishedTwice_sayWhy() {
        scene.mesPublishes("m1").isConfirmed();
        scene.mesPublishes("m1").isConfirmed();
        scene.crmGets("m1").isAcked();
        scene.crmGets("m1").isAcked();

        assertThat(scene.troubles()).containsExactly("duplicate: published twice", "duplicate: published twice");
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"NACKED", "UNROUTABLE", "RETURNED", "CHANNEL_CLOSED", "CONNECTION_CLOSED", "UNKNOWN", "ROLLED_BACK"
            })
    void publisherWithAReason_retriesAndDoublesNothing(Outcome outcome) {
        Scene.Published first = scene.mesPublishes("m1").is(outcome);
        Scene.Published second = scene.mesPublishes("m1").isConfirmed();

        assertThat(second.told().isRetry()).isTrue();
        assertThat(second.told().publishedBefore()).contains(first.span());
        assertThat(second.told().isDuplicate()).isFalse();
        assertThat(scene.metric("messages_duplicated_total")).isEmpty();
    }

    @Test
    void retryOfWhatTheBrokerHadAfterAll_doublesTheDelivery() {
        scene.mesPublishes("m1").is(Outcome.CONNECTION_CLOSED);
        scene.mesPublishes("m1").isConfirmed();
        scene.crmGets("m1").isAcked();
        scene.crmGets("m1").isAcked();

        assertThat(scene.troubles()).containsExactly("unknown: closed before confirm", "duplicate: retried");
    }

    @Test
    void consumerThatPublishesWhatItHas_doublesNothing() {
        scene.mesPublishes("m1").isConfirmed();
        for (int i = 0; i < 5; i++) {
            Scene.Delivered has = scene.crmGets("m1");
            assertThat(has.told().duplicateOf()).isEmpty();
            scene.publishes("crm", "m1", ORDERS).isConfirmed();
            has.isAcked();
            scene.passes(Duration.ofSeconds(1));
        }
        scene.crmGets("m1").isAcked();

        assertThat(scene.troubles()).isEmpty();
    }

    @Test
    void consumerThatPublishesAfterItHasAcked_doublesNothing() {
        scene.mesPublishes("m1").isConfirmed();
        scene.crmGets("m1").isAcked();
        scene.passes(Duration.ofSeconds(1)).publishes("crm", "m1", ORDERS).isConfirmed();
        scene.crmGets("m1").isAcked();

        assertThat(scene.troubles()).isEmpty();
    }

    @Test
    void publisherThatRepeatsWhileTheConsumerWorks_isNotTakenForItsConsumer() {
        scene.mesPublishes("m1").isConfirmed();
        scene.crmGets("m1");
        scene.passes(Duration.ofSeconds(1)).mesPublishes("m1").isConfirmed();
        scene.crmGets("m1");

        assertThat(scene.troubles()).containsExactly("duplicate: published twice", "duplicate: published twice");
    }

    @Test
    void messageThatIsForwarded_isNone() {
        scene.mesPublishes("m1").isConfirmed();
        scene.crmGets("m1").isAcked();
        scene.passes(Duration.ofMillis(1))
                .publishes("crm", "m1", "mails:status")
                .isConfirmed();
        scene.gets("mail", "m1", "mail.status", false).isAcked();

        assertThat(scene.troubles()).isEmpty();
    }

    @Test
    void messageOfAnotherSize_isAnotherMessage() {
        Scene.Published published = scene.mesPublishes("1");
        published.isConfirmed();
        Message other = new Message(
                "1", SpanContext.getInvalid(), ORDERS, "", List.of(), scene.span(), 99, scene.now(), scene.epochNow());

        assertThat(scene.publishes(other).isConfirmed().told().publishedBefore())
                .isEmpty();
        assertThat(scene.troubles()).isEmpty();
    }

    @Test
    void messageWithoutName_isKnownByTheSpanThatItCarries() {
        Scene.Published published = scene.mesPublishes("").isConfirmed();
        Message message = scene.message("", "crm", ORDERS, CRM, published.span());
        scene.gets(message, false, OptionalLong.empty()).isAcked();
        Scene.Delivered again = scene.gets(message, false, OptionalLong.empty()).isAcked();

        assertThat(again.told().duplicateOf()).isPresent();
        assertThat(scene.life(published.span()))
                .startsWith("published @ " + ORDERS)
                .hasSize(6);
    }

    @Test
    void messagesWithoutName_whichCarryTheTraceOfTheirRequest_areDifferentOnes() {
        SpanContext request = scene.span();
        for (int i = 0; i < 10; i++) {
            scene.publishes(scene.message("", "mes", ORDERS, "", request)).isConfirmed();
            scene.gets(scene.message("", "crm", ORDERS, CRM, request), false, OptionalLong.empty())
                    .isAcked();
        }

        assertThat(scene.troubles()).isEmpty();
    }

    @Test
    void afterTheWindow_nobodyRemembers() {
        scene.crmGets("m1").isAcked();
        scene.passes(Duration.ofMinutes(11));

        assertThat(scene.crmGets("m1").isAcked().told().duplicateOf()).isEmpty();
    }

    @Test
    void beyondTheNumberThatIsRemembered_theOldestAreForgottenAndCounted() {
        FateSettings defaults = FateSettings.defaults();
        try (Scene small = new Scene(new FateSettings(
                defaults.window(), 10, defaults.late(), defaults.stuck(), List.of(), defaults.lives()))) {
            for (int i = 0; i < 30; i++) {
                small.crmGets("m" + i).isAcked();
            }
            assertThat(small.crmGets("m29").isAcked().told().duplicateOf()).isPresent();
            assertThat(small.crmGets("m0").isAcked().told().duplicateOf()).isEmpty();
            assertThat(small.metric("loupe_messages_remembered"))
                    .singleElement()
                    .asString()
                    .endsWith(" 10.0");
            assertThat(small.metric("loupe_messages_forgotten_total"))
                    .singleElement()
                    .asString()
                    .endsWith(" 21.0");
        }
    }

    @Test
    void messageThatIsRequeuedForEver_costsNoMoreThanAFew() {
        for (int i = 0; i < 10_000; i++) {
            scene.crmGetsAgain("poison").is(Settlement.REQUEUED);
        }
        Scene.Delivered last = scene.crmGetsAgain("poison");

        assertThat(last.told().deliveredBefore()).isEqualTo(10_000);
        assertThat(scene.life(last.span()).size()).isLessThan(40);
    }
}
