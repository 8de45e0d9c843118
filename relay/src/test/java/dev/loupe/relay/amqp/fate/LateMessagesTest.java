package dev.loupe.relay.amqp.fate;

import static dev.loupe.relay.amqp.fate.Scene.CRM;
import static dev.loupe.relay.amqp.fate.Scene.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.amqp.fate.FateSettings.QueueLimits;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that are too long in their queue, or with their consumer. */
class LateMessagesTest {
    private final Scene scene = new Scene(new FateSettings(
            Duration.ofHours(2),
            1_000,
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            List.of(new QueueLimits("mail.*", Duration.ofMinutes(10), Duration.ofHours(1))),
            100));

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void longerInItsQueueThanItsLimit_isLate() {
        scene.mesPublishes("m1").isConfirmed();
        Scene.Delivered delivered =
                scene.passes(Duration.ofMillis(31_250)).crmGets("m1").isAcked();

        assertThat(delivered.told().isLate()).isTrue();
        assertThat(delivered.told().publishedNanos()).hasValue(Scene.START);
        assertThat(scene.log())
                .containsExactly("WARN message late: 31.250 s in its queue; orders:order.{order}.status, queue "
                        + "crm.status, order1-ABC");
        assertThat(scene.metric("messages_late_total"))
                .containsExactly("messages_late_total{broker=\"rabbitmq\","
                        + "destination=\"orders:order.{order}.status\"} 1.0");
    }

    @Test
    void withinTheLimitOfItsQueue_isNotLate() {
        scene.mesPublishes("m1").isConfirmed();
        scene.passes(Duration.ofSeconds(30)).crmGets("m1").isAcked();
        scene.passes(Duration.ofMinutes(5))
                .gets("mail", "m1", "mail.status", false)
                .isAcked();

        assertThat(scene.troubles()).isEmpty();
        scene.mesPublishes("m2").isConfirmed();
        scene.passes(Duration.ofMinutes(11))
                .gets("mail", "m2", "mail.status", false)
                .isAcked();
        assertThat(scene.troubles()).containsExactly("late: 660.000 s in its queue");
    }

    @Test
    void publishedThroughAnotherProcess_isLateByWhatTheMessageSays() {
        Message message = scene.message("m1", "crm", ORDERS, CRM, SpanContext.getInvalid());
        Scene.Delivered delivered = scene.gets(
                message,
                false,
                OptionalLong.of(scene.epochNow() - Duration.ofSeconds(40).toNanos()));

        assertThat(delivered.told().isLate()).isTrue();
        assertThat(delivered.told().publishedNanos()).isEmpty();
    }

    @Test
    void fromTheFuture_isNotLate() {
        Message message = scene.message("m1", "crm", ORDERS, CRM, SpanContext.getInvalid());

        assertThat(scene.gets(
                                message,
                                false,
                                OptionalLong.of(scene.epochNow()
                                        + Duration.ofSeconds(40).toNanos()))
                        .told()
                        .isLate())
                .isFalse();
    }

    @Test
    void withoutAnyTime_nothingIsSaid() {
        assertThat(scene.crmGets("m1").told().isLate()).isFalse();
    }

    @Test
    void redelivered_countsFromWhenItWasPutBack() {
        scene.mesPublishes("m1").isConfirmed();
        Scene.Delivered first = scene.crmGets("m1");
        scene.passes(Duration.ofMinutes(4));
        first.is(Settlement.REQUEUED);

        assertThat(scene.passes(Duration.ofSeconds(20))
                        .crmGetsAgain("m1")
                        .told()
                        .isLate())
                .isFalse();
    }

    @Test
    void redeliveredAndLongInItsQueueSince_isLate() {
        scene.crmGets("m1").is(Settlement.REQUEUED);

        assertThat(scene.passes(Duration.ofSeconds(31))
                        .crmGetsAgain("m1")
                        .told()
                        .isLate())
                .isTrue();
    }

    @Test
    void redeliveredByAnotherProcess_isNotProvedToBeLate() {
        scene.mesPublishes("m1").isConfirmed();

        assertThat(scene.passes(Duration.ofMinutes(10))
                        .crmGetsAgain("m1")
                        .told()
                        .isLate())
                .isFalse();
    }

    @Test
    void dead_countsFromItsDeath() {
        scene.mesPublishes("m1").isConfirmed();
        scene.passes(Duration.ofMinutes(1));
        Death death = scene.death(CRM, "expired", 1);
        scene.passes(Duration.ofSeconds(10));
        assertThat(scene.gets("m1", "dead", false, death).told().isLate()).isFalse();

        scene.passes(Duration.ofSeconds(30));
        assertThat(scene.gets("m1", "other dead", false, death).told().isLate()).isTrue();
    }

    @Test
    void keptTooLong_isStuckOnce_untilItIsSettled() {
        Scene.Delivered delivered = scene.crmGets("m1");
        Scene.Delivered settled = scene.crmGets("m2").isAcked();
        scene.gets("mail", "m3", "mail.status", false);
        scene.passes(Duration.ofMinutes(5));
        await().until(() -> delivered.told().isStuck());

        assertThat(settled.told().isStuck()).isFalse();
        assertThat(scene.log())
                .containsExactly("WARN message stuck: not settled for 300.000 s; orders:order.{order}.status, queue "
                        + "crm.status, order1-ABC");
        assertThat(scene.logged().get(0))
                .containsEntry("trace.id", delivered.span().getTraceId());
        assertThat(scene.metric("messages_stuck_total"))
                .singleElement()
                .asString()
                .endsWith(" 1.0");
        assertThat(scene.metric("loupe_messages_stuck"))
                .singleElement()
                .asString()
                .endsWith(" 1.0");
        assertThat(scene.life(delivered.span())).containsExactly("delivered @ " + CRM, "stuck @ " + CRM);
        delivered.isAcked();
        assertThat(delivered.told().isStuck()).isTrue();
        assertThat(scene.metric("loupe_messages_stuck"))
                .singleElement()
                .asString()
                .endsWith(" 0.0");
    }

    @Test
    void eachQueue_hasItsOwnLimit() {
        Scene.Delivered mail = scene.gets("mail", "m1", "mail.status", false);
        Scene.Delivered crm = scene.passes(Duration.ofMinutes(59)).crmGets("m2");
        scene.passes(Duration.ofMinutes(2));
        await().until(() -> mail.told().isStuck());

        assertThat(crm.told().isStuck()).isFalse();
        scene.passes(Duration.ofMinutes(4));
        await().until(() -> crm.told().isStuck());
    }

    @Test
    void moreUnsettledThanThereIsRoomFor_areNotWatchedButCounted() {
        List<Scene.Delivered> all = new ArrayList<>();
        for (int i = 0; i < 1_010; i++) {
            all.add(scene.crmGets("m" + i));
        }
        scene.passes(Duration.ofMinutes(6));
        await().until(() -> all.get(999).told().isStuck());

        assertThat(all.get(1_000).told().isStuck()).isFalse();
        assertThat(scene.metric("loupe_messages_unwatched_total"))
                .singleElement()
                .asString()
                .endsWith(" 10.0");
    }
}
