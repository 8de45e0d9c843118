package dev.loupe.demo.company;

import dev.loupe.demo.people.Purchase;
import dev.loupe.demo.people.Wish;
import dev.loupe.relay.journey.Journey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the journeys, and what is reported of them, against what customers got. */
final class JourneyCheck {
    private final Company company;
    private final List<Purchase> purchases;
    private final List<Sight> sights;

    JourneyCheck(Company company, List<Purchase> purchases) {
        this.company = company;
        this.purchases = purchases;
        this.sights = company.sights();
    }

    /** One line for each difference. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (Purchase purchase : purchases) {
            String order = company.pseudonym(purchase.order());
            Optional<Journey> journey = company.sidecar("shop-api").journeys().find(order);
            if (journey.isEmpty()) {
                differences.add("has no journey: " + order);
            } else if (!isRight(purchase, journey.get())) {
                differences.add("has another journey than expected: " + order + " went " + stages(journey.get())
                        + (journey.get().isStuck() ? ", and is stuck" : ""));
            }
            elsewhere(purchase, order, differences);
        }
        long lost = purchases.stream()
                .filter(purchase -> !purchase.wish().fate().isPriced())
                .count();
        long reported = lostPrices();
        if (lost != reported) {
            differences.add(lost + " prices were lost, and " + reported + " were reported lost");
        }
        return differences;
    }

    /** The other sidecars know the order by the same name, and its checkout is one trace from the Shop to the store. */
    private void elsewhere(Purchase purchase, String order, List<String> differences) {
        if (company.sidecar("mes-api").journeys().find(order).isEmpty()) {
            differences.add("is not known at the MES: " + order);
        }
        boolean approved = purchase.wish().fate() == Wish.Fate.APPROVED;
        if (approved && company.sidecar("crm-api").journeys().find(order).isEmpty()) {
            differences.add("is not known at the CRM: " + order);
        }
        Set<String> passed =
                checkout(sights, order).stream().map(Sight::service).collect(Collectors.toSet());
        if (!passed.equals(passing(purchase.wish().fate()))) {
            differences.add("is priced in a trace of " + passed + " only: " + order);
        }
    }

    /** The MES announces to the CRM what it does, but for one thing. */
    private static Set<String> passing(Wish.Fate fate) {
        return fate == Wish.Fate.LOST
                ? Set.of("shop-api", "mes-api", "3d-files-storage")
                : Set.of("shop-api", "mes-api", "3d-files-storage", "crm-api");
    }

    /** The spans of the trace in which the customer asked for the price; none if there is no such trace. */
    static List<Sight> checkout(List<Sight> sights, String order) {
        return sights.stream()
                .filter(sight -> sight.order().equals(order))
                .filter(sight -> sight.isRequest() && sight.name().endsWith("/checkout"))
                .findFirst()
                .map(checkout -> sights.stream()
                        .filter(sight -> sight.trace().equals(checkout.trace()))
                        .toList())
                .orElse(List.of());
    }

    private boolean isRight(Purchase purchase, Journey journey) {
        List<String> expected = new ArrayList<>(List.of("placed", "designed"));
        Wish.Fate fate = purchase.wish().fate();
        if (purchase.later()) {
            expected.add("pricing");
        }
        if (fate.isPriced()) {
            expected.add("priced");
        }
        if (fate == Wish.Fate.APPROVED) {
            expected.add("approved");
        }
        return stages(journey).equals(expected)
                && journey.isDone() == (fate == Wish.Fate.APPROVED)
                && journey.isStuck() == (fate != Wish.Fate.APPROVED);
    }

    static List<String> stages(Journey journey) {
        return journey.stays().stream().map(stay -> stay.stage().name()).toList();
    }

    private long lostPrices() {
        return sights.stream()
                .filter(sight -> sight.name().equals("price calculation"))
                .filter(sight -> sight.text().contains("\"lost\""))
                .count();
    }
}
