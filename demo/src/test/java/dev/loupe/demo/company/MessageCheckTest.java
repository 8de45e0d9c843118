package dev.loupe.demo.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.demo.ledger.Got.Settled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A check that finds nothing wrong proves something only if it finds what is wrong. */
class MessageCheckTest {
    private static final String PRICED = "order.priced";
    private static final String QUEUE = "crm.status";

    private final MessageStory story = new MessageStory();

    private List<String> differences() {
        return new MessageCheck(story.sent, story.got, story.causes(), story.sights).differences();
    }

    private void oneMessage() {
        story.asked(1, "7", 200);
        story.sent(1, "7", PRICED, "id", 0.5);
        story.got("7", QUEUE, "id", Settled.ACKED, MessageStory.at(0.6, 0.9));
    }

    @Test
    void sameStory_noDifference() {
        oneMessage();
        story.publishSpan("p", "request1", PRICED, "id", told -> {});
        story.deliverySpan("p", QUEUE, "id", "acked", told -> {});

        assertThat(differences()).isEmpty();
    }

    @Test
    void publishBelowAnotherRequest_isTold() {
        oneMessage();
        story.asked(2, "8", 200);
        story.publishSpan("p", "request2", PRICED, "id", told -> {});
        story.deliverySpan("p", QUEUE, "id", "acked", told -> {});

        assertThat(differences())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("was done") && line.contains("about p7, published id"))
                .anyMatch(line -> line.startsWith("a span says so") && line.contains("about p8, published id"));
    }

    @Test
    void publishWithTwoSpans_isTold() {
        oneMessage();
        story.publishSpan("p", "request1", PRICED, "id", told -> {});
        story.publishSpan("q", "request1", PRICED, "id", told -> {});
        story.deliverySpan("p", QUEUE, "id", "acked", told -> {});

        assertThat(differences()).singleElement().asString().startsWith("a span says so, but it was not done");
    }

    @Test
    void doubtBetweenTwoRequestsAboutOneOrder_isRight_ifBothWentOn() {
        oneMessage();
        story.asked(2, "7", 202);
        story.publishSpan(
                "p", MessageStory.NONE, PRICED, "id", "ambiguous", List.of("request1", "request2"), told -> {});
        story.deliverySpan("p", QUEUE, "id", "acked", told -> {});

        assertThat(differences()).isEmpty();
    }

    @Test
    void doubtWithoutAReason_isTold() {
        oneMessage();
        story.publishSpan("p", MessageStory.NONE, PRICED, "id", "ambiguous", List.of("request1"), told -> {});
        story.deliverySpan("p", QUEUE, "id", "acked", told -> {});

        assertThat(differences()).hasSize(2).anyMatch(line -> line.contains("mes-api, by itself, published id"));
    }

    @Test
    void deliveryThatNobodyRead_isTold_andReadingWithoutASpan() {
        oneMessage();
        story.publishSpan("p", "request1", PRICED, "id", told -> {});
        story.deliverySpan("p", QUEUE, "id", "rejected", told -> {});

        assertThat(differences())
                .hasSize(2)
                .anyMatch(line -> line.endsWith("crm-api read id from crm.status about p7, and it was acked"))
                .anyMatch(line -> line.endsWith("crm-api read id from crm.status about p7, and it was rejected"));
    }

    @Test
    void deliveryBelowAnotherMessage_isTold() {
        oneMessage();
        story.sent(1, "7", PRICED, "other", 0.5);
        story.publishSpan("p", "request1", PRICED, "id", told -> {});
        story.publishSpan("q", "request1", PRICED, "other", told -> {});
        story.deliverySpan("q", QUEUE, "id", "acked", told -> {});

        assertThat(differences()).singleElement().asString().startsWith("is not below its own publish");
    }

    @Test
    void bothCopiesBelowTheSamePublish_isTold() {
        oneMessage();
        story.sent(1, "7", PRICED, "id", 0.6);
        story.got("7", QUEUE, "id", Settled.ACKED, MessageStory.at(0.7, 0.9));
        story.publishSpan("p", "request1", PRICED, "id", told -> {});
        story.publishSpan("q", "request1", PRICED, "id", told -> {});
        story.deliverySpan("p", QUEUE, "id", "acked", told -> {});
        story.deliverySpan("p", QUEUE, "id", "acked", told -> {});

        assertThat(differences()).containsExactly("was delivered 2 times from crm.status below p");
    }
}
