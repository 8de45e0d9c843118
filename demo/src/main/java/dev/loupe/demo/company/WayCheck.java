package dev.loupe.demo.company;

import dev.loupe.demo.people.Purchase;
import dev.loupe.demo.people.Wish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Follows each priced order from its customer's click to the CRM's tables, all in one trace, by parents only. */
final class WayCheck {
    private static final List<String> TO_THE_CRM = List.of("shop-api", "mes-api", "crm-api");
    private static final String DATABASE = "shop-db";

    private final List<Purchase> purchases;
    private final List<Sight> sights;
    private final UnaryOperator<String> pseudonym;
    private final Map<String, Sight> bySpan = new HashMap<>();

    /** @param pseudonym of an order */
    WayCheck(List<Purchase> purchases, List<Sight> sights, UnaryOperator<String> pseudonym) {
        this.purchases = purchases;
        this.sights = sights;
        this.pseudonym = pseudonym;
        sights.forEach(sight -> bySpan.put(sight.span(), sight));
    }

    /** One line for each difference. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (Purchase purchase : purchases) {
            Wish.Fate fate = purchase.wish().fate();
            String order = pseudonym.apply(purchase.order());
            if (fate.isPriced() && !reaches(order, TO_THE_CRM, false)) {
                differences.add("does not come to the CRM in the trace of its checkout: " + order);
            }
            // What somebody approves meanwhile may be one of two reasons for a statement.
            if (fate == Wish.Fate.LEFT_LYING && !reaches(order, TO_THE_CRM, true)) {
                differences.add("does not come to the CRM's tables in the trace of its checkout: " + order);
            }
        }
        return differences;
    }

    private boolean reaches(String order, List<String> services, boolean toTheDatabase) {
        return sights.stream()
                .filter(sight -> sight.order().equals(order))
                .filter(sight ->
                        toTheDatabase ? sight.isStatement() && sight.peer().equals(DATABASE) : sight.isDelivery())
                .anyMatch(sight -> services(way(sight)).equals(services));
    }

    /** From the root of the trace to a span; empty if one between is missing, or is of another kind than it should be. */
    private List<Sight> way(Sight last) {
        List<Sight> way = new ArrayList<>();
        boolean passedBroker = false;
        for (Sight step = last; step != null; step = bySpan.get(step.parent())) {
            passedBroker |= step.isDelivery() && isPublished(step);
            way.add(0, step);
        }
        boolean fromTheClick = way.get(0).name().endsWith("/checkout");
        return passedBroker && fromTheClick ? way : Collections.emptyList();
    }

    private boolean isPublished(Sight delivery) {
        Sight above = bySpan.get(delivery.parent());
        return above != null && above.isPublish();
    }

    private static List<String> services(List<Sight> way) {
        return way.stream().map(Sight::service).distinct().toList();
    }
}
