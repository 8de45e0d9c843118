package dev.loupe.relay.amqp.fate;

import static dev.loupe.relay.amqp.fate.Scene.CRM;
import static dev.loupe.relay.amqp.fate.Scene.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.amqp.fate.MessageLives.Life;
import dev.loupe.relay.amqp.fate.MessageLives.Step;
import dev.loupe.relay.correlation.BusinessKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A message's life as one story. */
class LivesTest {
    private final Scene scene = new Scene();

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void life_readsAsOneStory_overPublishDeliveriesAndDeaths() {
        Scene.Published published = scene.mesPublishes("m1");
        published.isConfirmed();
        Scene.Delivered first = scene.passes(Duration.ofSeconds(1)).crmGets("m1");
        scene.passes(Duration.ofSeconds(1));
        first.is(Settlement.REQUEUED);
        Scene.Delivered second = scene.passes(Duration.ofSeconds(1)).crmGetsAgain("m1");
        scene.passes(Duration.ofSeconds(1));
        second.is(Settlement.REJECTED);
        Scene.Delivered dead = scene.passes(Duration.ofSeconds(1))
                .gets("m1", "crm.status.dead", false, scene.death(CRM, "rejected", 1));
        scene.passes(Duration.ofSeconds(1));
        dead.isAcked();

        Life life = scene.fates().recent().get(0);
        assertThat(life.steps())
                .extracting(Step::what)
                .containsExactly(
                        "published",
                        "confirmed",
                        "delivered",
                        "requeued",
                        "redelivered",
                        "rejected",
                        "delivered",
                        "died: rejected",
                        "acked");
        assertThat(life.destination()).isEqualTo(ORDERS);
        assertThat(life.order()).isEqualTo("order1-ABC");
        assertThat(life.spanId()).isEqualTo(published.span().getSpanId());
        assertThat(life.steps().get(0))
                .isEqualTo(new Step(
                        "published",
                        ORDERS,
                        Scene.EPOCH,
                        published.span().getTraceId(),
                        published.span().getSpanId()));
        assertThat(life.steps().get(4).spanId()).isEqualTo(second.span().getSpanId());
        assertThat(scene.life(dead.span())).isEqualTo(scene.life(published.span()));
    }

    @Test
    void recent_isInTheOrderInWhichSomethingHappened() {
        scene.mesPublishes("m1").isConfirmed();
        scene.passes(Duration.ofSeconds(1)).mesPublishes("m2").isConfirmed();
        scene.passes(Duration.ofSeconds(1)).crmGets("m1").isAcked();

        assertThat(scene.fates().recent())
                .extracting(life -> life.steps().size())
                .containsExactly(4, 2);
    }

    @Test
    void automaticallyAcked_isOverWhenItIsDelivered() {
        Scene.Delivered delivered = scene.crmGets("m1").is(Settlement.AUTOMATIC);

        assertThat(scene.life(delivered.span())).containsExactly("delivered @ " + CRM, "acked automatically @ " + CRM);
    }

    @Test
    void late_isAStep() {
        scene.mesPublishes("m1").isConfirmed();
        Scene.Delivered delivered = scene.passes(Duration.ofMinutes(1)).crmGets("m1");

        assertThat(scene.life(delivered.span())).endsWith("delivered @ " + CRM, "late @ " + CRM);
    }

    @Test
    void recent_isBounded() {
        for (int i = 0; i < 2_000; i++) {
            scene.mesPublishes("m" + i).isConfirmed();
        }

        assertThat(scene.fates().recent()).hasSize(1_000);
    }

    @Test
    void whatItIsAbout_mayBecomeKnownLater() {
        Scene.Published published = scene.mesPublishes("m1");
        published.told().about(List.of(new BusinessKey("customer", "c"), new BusinessKey("order", "order1-XYZ")));
        published.isConfirmed();

        assertThat(scene.fates().recent().get(0).order()).isEqualTo("order1-XYZ");
    }

    @Test
    void lifeOfAMessageInTrouble_canBeFoundAfterItsNameWasForgotten() {
        Scene.Published lost = scene.mesPublishes("m1").is(MessageFates.Outcome.UNROUTABLE);
        scene.passes(Duration.ofHours(1));
        scene.mesPublishes("m2").isConfirmed();
        scene.mesPublishes("m3").isConfirmed();

        assertThat(scene.life(lost.span())).containsExactly("published @ " + ORDERS, "lost: unroutable @ " + ORDERS);
    }

    @Test
    void nobodysSpan_isNotFound() {
        scene.mesPublishes("m1").isConfirmed();

        assertThat(scene.fates().find("no", "hex")).isEmpty();
        assertThat(scene.fates().find(scene.span().getTraceId(), scene.span().getSpanId()))
                .isEmpty();
    }
}
