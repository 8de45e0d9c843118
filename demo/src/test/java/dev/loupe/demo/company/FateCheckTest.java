package dev.loupe.demo.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.demo.ledger.Got.Settled;
import dev.loupe.demo.ledger.Period;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.AttributesBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A check that finds nothing wrong proves something only if it finds what is wrong. */
class FateCheckTest {
    private static final String QUEUE = "crm.status";
    private static final String DEAD = "crm.status.dead";

    private final MessageStory story = new MessageStory();

    private List<String> differences() {
        return new FateCheck(story.sent, story.got, story.sights, Duration.ofSeconds(1)).differences();
    }

    /** One message is lost, one is not to be read, one is there twice, one is late. */
    @BeforeEach
    void everythingHappens() {
        story.sent(1, "7", "orders.failed", "lost", 0);
        story.sent(1, "7", "order.casting", "strange", 0);
        story.got("7", QUEUE, "strange", Settled.REJECTED, MessageStory.at(0.1, 0.3));
        story.got("7", DEAD, "strange", Settled.ACKED, MessageStory.at(0.5, 0.6));
        for (int i = 0; i < 2; i++) {
            story.sent(1, "7", "order.in_production", "twice", i);
            story.got("7", QUEUE, "twice", Settled.ACKED, MessageStory.at(i + 0.1, i + 0.4));
        }
        story.sent(1, "7", "order.priced", "late", 0);
        story.got("7", QUEUE, "late", Settled.ACKED, MessageStory.at(3, 3.5));
    }

    private void allIsTold() {
        lost();
        strange(0.2);
        twice();
        late(true);
    }

    private void lost() {
        story.publishSpan("a", "r", "orders.failed", "lost", told -> told.put(Names.MESSAGE_OUTCOME, "unroutable"));
    }

    private void strange(double seconds) {
        story.publishSpan("b", "r", "order.casting", "strange", told -> {});
        delivery("b", QUEUE, "strange", MessageStory.at(0.1, 0.1 + seconds), told -> {});
        delivery("b", DEAD, "strange", MessageStory.at(0.5, 0.6), told -> told.put(Names.MESSAGE_DEATH_QUEUE, QUEUE)
                .put(Names.MESSAGE_DEATH_REASON, "rejected")
                .put(Names.MESSAGE_FIRST_TRACE, "t"));
    }

    private void twice() {
        story.publishSpan("c", "r", "order.in_production", "twice", told -> {});
        story.publishSpan(
                "d", "r", "order.in_production", "twice", told -> told.put(Names.MESSAGE_DUPLICATE_OF_TRACE, "t"));
        delivery("c", QUEUE, "twice", MessageStory.at(0.1, 0.4), told -> {});
        delivery(
                "d",
                QUEUE,
                "twice",
                MessageStory.at(1.1, 1.4),
                told -> told.put(Names.MESSAGE_DUPLICATE_OF_TRACE, "t"));
    }

    private void late(boolean said) {
        story.publishSpan("e", "r", "order.priced", "late", told -> {});
        delivery("e", QUEUE, "late", MessageStory.at(3, 3.5), told -> told.put(Names.MESSAGE_LATE, said));
    }

    private void delivery(String parent, String queue, String id, Period when, Consumer<AttributesBuilder> more) {
        story.deliverySpan(parent, queue, id, "acked", told -> {
            told.put(Names.MESSAGE_PROCESSING_TIME, when.seconds());
            more.accept(told);
        });
    }

    @Test
    void sameStory_noDifference() {
        allIsTold();

        assertThat(differences()).isEmpty();
    }

    @Test
    void lossThatIsNotReported_isTold() {
        strange(0.2);
        twice();
        late(true);

        assertThat(differences()).containsExactly("was done, but no span says so: a message was lost: lost");
    }

    @Test
    void lossOfWhatWasRead_isTold() {
        allIsTold();
        story.publishSpan("f", "r", "order.priced", "late", told -> told.put(Names.MESSAGE_OUTCOME, "unroutable"));

        assertThat(differences()).containsExactly("a span says so, but it was not done: a message was lost: late");
    }

    @Test
    void duplicateThatIsNotReported_isTold_andOneThatIsNone() {
        lost();
        strange(0.2);
        late(true);
        story.publishSpan("c", "r", "order.in_production", "twice", told -> {});
        story.publishSpan("d", "r", "order.in_production", "twice", told -> {});
        delivery("c", QUEUE, "twice", MessageStory.at(0.1, 0.4), told -> {});
        delivery(
                "d",
                QUEUE,
                "twice",
                MessageStory.at(1.1, 1.4),
                told -> told.put(Names.MESSAGE_DUPLICATE_OF_TRACE, "t"));
        story.publishSpan("g", "r", "order.priced", "late", told -> told.put(Names.MESSAGE_DUPLICATE_OF_TRACE, "t"));

        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "was done, but no span says so: was there twice: mes-api twice",
                        "a span says so, but it was not done: was there twice: mes-api late");
    }

    @Test
    void deathThatIsNotReported_isTold() {
        lost();
        twice();
        late(true);
        delivery("b", DEAD, "strange", MessageStory.at(0.5, 0.6), told -> {});

        assertThat(differences())
                .containsExactly("was done, but no span says so: a message could not be read in crm.status: strange");
    }

    @Test
    void lateOneThatIsNotReported_isTold() {
        lost();
        strange(0.2);
        twice();
        late(false);

        assertThat(differences())
                .hasSize(2)
                .contains("nothing is late")
                .anyMatch(line -> line.startsWith("was in its queue for too long, and is not reported"));
    }

    @Test
    void punctualOneThatIsReported_isTold() {
        allIsTold();
        story.sent(1, "7", "order.priced", "soon", 0);
        story.got("7", QUEUE, "soon", Settled.ACKED, MessageStory.at(0.1, 0.2));
        delivery("h", QUEUE, "soon", MessageStory.at(0.1, 0.2), told -> told.put(Names.MESSAGE_LATE, true));

        assertThat(differences())
                .singleElement()
                .asString()
                .startsWith("is reported to have been in its queue for too long, and was not");
    }

    @Test
    void otherTimeThanTheConsumerTook_isTold() {
        lost();
        strange(0.1);
        twice();
        late(true);

        assertThat(differences())
                .singleElement()
                .asString()
                .startsWith("was kept for 0.200 s, and its span says 0.100 s");
    }

    @Test
    void storyInWhichNothingIsLost_provesNothing() {
        story.sent.remove(0);
        strange(0.2);
        twice();
        late(true);

        assertThat(differences()).containsExactly("nothing is lost");
    }
}
