package dev.loupe.demo.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Got;
import dev.loupe.demo.ledger.Handled;
import dev.loupe.demo.ledger.Period;
import dev.loupe.demo.ledger.Ran;
import dev.loupe.demo.ledger.Taken;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A check that finds nothing wrong proves something only if it finds what is wrong. */
class StatementCheckTest {
    private static final String SHOW = "GET /orders/{order}";
    private static final String NONE = "0000000000000000";
    private static final Period NOW = new Period(0, 1);

    private final List<Ran> ran = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private final List<Got> got = new ArrayList<>();
    private final List<Sight> sights = new ArrayList<>();

    private List<String> differences() {
        Causes causes = new Causes(taken, got, order -> "p" + order);
        return new StatementCheck(ran, causes, sights, Map.of("shop", "GET /list"::equals)).differences();
    }

    private void done(long request, String operation, String order, Period when) {
        taken.add(new Taken(request, new Handled("shop", operation, order, 200), when));
        Act.Cause cause = new Act.Cause("shop", operation, order, request);
        ran.add(new Ran(cause, "shop-db", "SELECT", "orders", !order.isEmpty(), 1, 0, "", when));
    }

    private void request(String order, String span) {
        sights.add(sight(SpanKind.SERVER, SHOW, order, "", span, NONE, Attributes.empty(), List.of()));
    }

    private void statement(String order, String evidence, String parent, long rows, String... links) {
        Attributes said = Attributes.builder()
                .put(Names.DB_SYSTEM, "postgresql")
                .put(Names.DB_OPERATION, "SELECT")
                .put(Names.DB_COLLECTION, "orders")
                .put(Names.DB_RETURNED_ROWS, rows)
                .build();
        String span = "s" + sights.size();
        sights.add(sight(SpanKind.CLIENT, "SELECT orders", order, evidence, span, parent, said, List.of(links)));
    }

    private static Sight sight(
            SpanKind kind,
            String name,
            String order,
            String evidence,
            String span,
            String parent,
            Attributes said,
            List<String> links) {
        String peer = kind == SpanKind.CLIENT ? "shop-db" : "";
        return new Sight("shop", kind, name, peer, order, evidence, "t", span, parent, 200, 0, 1, said, links, "");
    }

    @Test
    void sameStory_noDifference() {
        done(1, SHOW, "7", NOW);
        request("p7", "a");
        statement("p7", "key", "a", 1);

        assertThat(differences()).isEmpty();
    }

    @Test
    void statementBelowAnotherRequest_isTold() {
        done(1, SHOW, "7", NOW);
        request("p7", "a");
        request("p8", "b");
        statement("p7", "key", "b", 1);

        assertThat(differences()).hasSize(2).anyMatch(line -> line.contains("for " + SHOW + " about p8"));
    }

    @Test
    void statementForAMessage_isRightBelowItsDelivery_andNowhereElse() {
        Act.Cause cause = new Act.Cause("shop", Got.from("q"), "7", 1);
        got.add(new Got(cause, "q", "id", false, Got.Settled.ACKED, NOW));
        ran.add(new Ran(cause, "shop-db", "SELECT", "orders", true, 1, 0, "", NOW));
        Attributes said = Attributes.of(Names.QUEUE_NAME, "q");
        sights.add(sight(SpanKind.CONSUMER, "process q", "p7", "", "a", NONE, said, List.of()));
        statement("p7", "key", "a", 1);

        assertThat(differences()).isEmpty();

        request("p7", "b");
        statement("p7", "key", "b", 1);

        assertThat(differences())
                .singleElement()
                .asString()
                .startsWith("a span says so, but it was not done: shop, for " + SHOW + " about p7");
    }

    @Test
    void otherNumberOfRows_isTold() {
        done(1, SHOW, "7", NOW);
        request("p7", "a");
        statement("p7", "key", "a", 2);

        assertThat(differences()).hasSize(2).anyMatch(line -> line.endsWith(": 2 rows"));
    }

    @Test
    void keyThatWasNotUsed_isTold() {
        done(1, SHOW, "7", NOW);
        request("p7", "a");
        statement("p7", "sole", "a", 1);

        assertThat(differences()).singleElement().asString().startsWith("rests on \"sole\"");
    }

    @Test
    void doubtBetweenTwoRequestsAboutOneOrder_isRight_ifBothWentOn() {
        done(1, SHOW, "7", NOW);
        taken.add(new Taken(2, new Handled("shop", SHOW, "7", 200), NOW));
        request("p7", "a");
        request("p7", "b");
        statement("p7", "ambiguous", NONE, 1, "a", "b");

        assertThat(differences()).isEmpty();
    }

    @Test
    void doubtWithoutAReason_isTold() {
        done(1, SHOW, "7", NOW);
        request("p7", "a");
        statement("p7", "ambiguous", NONE, 1, "a");

        assertThat(differences()).anyMatch(line -> line.startsWith("could be anybody's"));
    }

    @Test
    void whatIsRunForAnExcludedRequest_needsNoSpan() {
        done(1, "GET /list", "", NOW);

        assertThat(differences()).isEmpty();
    }
}
