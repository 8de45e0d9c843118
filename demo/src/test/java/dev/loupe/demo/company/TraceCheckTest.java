package dev.loupe.demo.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Got;
import dev.loupe.demo.ledger.Handled;
import dev.loupe.demo.ledger.Ledger;
import dev.loupe.demo.ledger.Period;
import dev.loupe.demo.ledger.Taken;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A check that finds nothing wrong proves something only if it finds what is wrong. */
class TraceCheckTest {
    private static final String ASK = "POST /orders/{order}/checkout";
    private static final String PRICE = "POST /prices";
    private static final String NONE = "0000000000000000";

    private final Ledger ledger = new Ledger();
    private final List<Sight> sights = new ArrayList<>();
    private final Set<String> excluded = Set.of("GET /orders");

    private List<String> differences() {
        Map<String, Predicate<String>> services = Map.of("shop", excluded::contains, "mes", excluded::contains);
        return new TraceCheck(ledger, sights, order -> "p" + order, services).differences();
    }

    private void done(String order) {
        long number = Long.parseLong(order);
        ledger.did(new Act(new Act.Cause("shop", ASK, order, number), "mes", PRICE, order, 0));
        handled(number, new Handled("mes", PRICE, order, 200));
        handled(number, new Handled("shop", ASK, order, 200));
    }

    private void handled(long number, Handled request) {
        ledger.handled(new Taken(number, request, new Period(0, 1)));
    }

    /** Spans are told apart by a letter: a request of the Shop, its call, the MES's request. */
    private void seen(String order, String letter, String cause) {
        String trace = cause.equals(NONE) ? letter : cause.substring(0, 1);
        sights.add(sight("shop", SpanKind.SERVER, ASK, "", order, trace + "1", NONE));
        sights.add(sight("shop", SpanKind.CLIENT, PRICE, "mes", order, letter + "2", cause));
        sights.add(sight("mes", SpanKind.SERVER, PRICE, "", order, letter + "3", letter + "2"));
    }

    private static Sight sight(
            String service, SpanKind kind, String name, String peer, String order, String span, String parent) {
        return sight(service, kind, name, peer, order, "", span, parent, List.of());
    }

    private static Sight sight(
            String service,
            SpanKind kind,
            String name,
            String peer,
            String order,
            String evidence,
            String span,
            String parent,
            List<String> links) {
        return new Sight(
                service,
                kind,
                name,
                peer,
                order,
                evidence,
                "t",
                span,
                parent,
                200,
                0,
                1,
                Attributes.empty(),
                links,
                "");
    }

    @Test
    void sameStory_noDifference() {
        done("7");
        done("8");
        seen("p7", "a", "a1");
        seen("p8", "b", "b1");

        assertThat(differences()).isEmpty();
    }

    @Test
    void callGivenToAnotherOrdersRequest_isTold() {
        done("7");
        done("8");
        seen("p7", "a", "a1");
        seen("p8", "b", "b1");
        Sight call = sights.remove(4);
        sights.add(sight("shop", SpanKind.CLIENT, PRICE, "mes", "p8", call.span(), "a1"));

        assertThat(differences())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("was done") && line.contains("for " + ASK + " about p8"))
                .anyMatch(line -> line.startsWith("a span says so") && line.contains("for " + ASK + " about p7"));
    }

    @Test
    void doubtBetweenARequestAndAMessageAboutOneOrder_isRight_ifBothWentOn() {
        done("7");
        ledger.got(new Got(
                new Act.Cause("shop", Got.from("q"), "7", 1), "q", "id", false, Got.Settled.ACKED, new Period(0, 1)));
        seenInDoubt("p7", "a1");

        assertThat(differences()).isEmpty();
    }

    @Test
    void doubtWithoutAReason_isTold() {
        done("7");
        seenInDoubt("p7", "a1");

        assertThat(differences()).hasSize(2).anyMatch(line -> line.contains("shop, by itself, asked mes"));
    }

    @Test
    void doubtThatLeavesOutTheTruth_isTold() {
        done("7");
        done("8");
        ledger.got(new Got(
                new Act.Cause("shop", Got.from("q"), "7", 1), "q", "id", false, Got.Settled.ACKED, new Period(0, 1)));
        seen("p8", "b", "b1");
        seenInDoubt("p7", "b1");

        assertThat(differences()).hasSize(2).anyMatch(line -> line.contains("shop, by itself, asked mes"));
    }

    /** The same as {@link #seen}, but for a call that belongs to nobody. */
    private void seenInDoubt(String order, String link) {
        sights.add(sight("shop", SpanKind.SERVER, ASK, "", order, "a1", NONE));
        sights.add(sight("shop", SpanKind.CLIENT, PRICE, "mes", order, "ambiguous", "a2", NONE, List.of(link)));
        sights.add(sight("mes", SpanKind.SERVER, PRICE, "", order, "a3", "a2"));
    }

    @Test
    void callWithoutACause_isTold() {
        done("7");
        seen("p7", "a", NONE);

        assertThat(differences()).hasSize(2).anyMatch(line -> line.contains("shop, by itself, asked mes"));
    }

    @Test
    void callThatNobodyAnswered_isTold() {
        done("7");
        seen("p7", "a", "a1");
        sights.remove(2);

        assertThat(differences()).anyMatch(line -> line.startsWith("goes on nowhere"));
    }

    @Test
    void requestAboutAnotherOrder_isTold() {
        done("7");
        seen("p8", "a", "a1");

        assertThat(differences())
                .anyMatch(line -> line.equals(
                        "a span says so, but it was not done: mes answered POST /prices about p8 with 200"));
    }

    @Test
    void excludedRequest_andWhatItCauses_needNoSpan() {
        handled(1, new Handled("shop", "GET /orders", "", 200));
        ledger.did(new Act(new Act.Cause("shop", "GET /orders", "", 1), "mes", PRICE, ""));

        assertThat(differences()).isEmpty();
    }
}
