package dev.loupe.demo.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.demo.people.Purchase;
import dev.loupe.demo.people.Wish;
import dev.loupe.demo.ring.RingFormat;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A check that finds nothing wrong proves something only if it finds what is wrong. */
class WayCheckTest {
    private static final String NONE = "0000000000000000";
    private static final String CHECKOUT = "POST /orders/{order}/checkout";

    private final List<Sight> sights = new ArrayList<>();

    private List<String> differences() {
        Wish wish = new Wish("Liam Byrne", "plain", RingFormat.STL_BINARY, 1, Wish.Fate.LEFT_LYING);
        return new WayCheck(List.of(new Purchase(wish, "7", "1", false)), sights, order -> "p" + order).differences();
    }

    private void allTheWay() {
        add("shop-api", SpanKind.SERVER, CHECKOUT, "a", NONE);
        add("shop-api", SpanKind.CLIENT, "POST /prices", "b", "a");
        add("mes-api", SpanKind.SERVER, "POST /prices", "c", "b");
        add("mes-api", SpanKind.PRODUCER, "publish", "d", "c");
        add("crm-api", SpanKind.CONSUMER, "process", "e", "d");
        statement("f", "e");
    }

    private void add(String service, SpanKind kind, String name, String span, String parent) {
        sights.add(sight(service, kind, name, "", span, parent, Attributes.empty()));
    }

    private void statement(String span, String parent) {
        Attributes said = Attributes.of(Names.DB_SYSTEM, "postgresql");
        sights.add(sight("crm-api", SpanKind.CLIENT, "INSERT statuses", "shop-db", span, parent, said));
    }

    private static Sight sight(
            String service, SpanKind kind, String name, String peer, String span, String parent, Attributes said) {
        return new Sight(service, kind, name, peer, "p7", "", "t", span, parent, 0, 0, 1, said, List.of(), "");
    }

    @Test
    void orderThatComesAllTheWay_noDifference() {
        allTheWay();

        assertThat(differences()).isEmpty();
    }

    @Test
    void statementThatBelongsToNobody_isTold() {
        allTheWay();
        sights.remove(5);
        statement("f", NONE);

        assertThat(differences()).containsExactly("does not come to the CRM's tables in the trace of its checkout: p7");
    }

    @Test
    void deliveryThatBelongsToNoPublish_isTold() {
        allTheWay();
        sights.remove(4);
        add("crm-api", SpanKind.CONSUMER, "process", "e", NONE);

        assertThat(differences()).hasSize(2);
    }

    @Test
    void publishThatBelongsToNoRequest_isTold() {
        allTheWay();
        sights.remove(3);
        add("mes-api", SpanKind.PRODUCER, "publish", "d", NONE);

        assertThat(differences()).hasSize(2);
    }

    @Test
    void orderThatGoesPastTheBroker_isTold() {
        allTheWay();
        sights.remove(4);
        add("crm-api", SpanKind.CONSUMER, "process", "e", "c");

        assertThat(differences()).hasSize(2);
    }
}
