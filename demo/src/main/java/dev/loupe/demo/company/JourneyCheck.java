package dev.loupe.demo.company;

import dev.loupe.demo.people.Purchase;
import dev.loupe.demo.people.Wish;
import dev.loupe.relay.journey.Journey;
import dev.loupe.relay.journey.Stay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the journeys, and what is reported of them, against what customers got. */
final class JourneyCheck {
    private final Company company;
    private final List<Purchase> purchases;

    JourneyCheck(Company company, List<Purchase> purchases) {
        this.company = company;
        this.purchases = purchases;
    }

    /** One line for each difference. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (Purchase purchase : purchases) {
            String order = pseudonym(purchase);
            Optional<Journey> journey = company.sidecar("shop-api").journeys().find(order);
            if (journey.isEmpty()) {
                differences.add("has no journey: " + order);
            } else if (!isRight(purchase, journey.get())) {
                differences.add("has another journey than expected: " + order + " went " + stages(journey.get())
                        + (journey.get().isStuck() ? ", and is stuck" : ""));
            }
        }
        long lost = count(Wish.Fate.LOST);
        long reported = lostPrices();
        if (lost != reported) {
            differences.add(lost + " prices were lost, and " + reported + " were reported lost");
        }
        return differences;
    }

    String pseudonym(Purchase purchase) {
        return company.sidecars().get(0).pseudonyms().of("order", purchase.order());
    }

    private boolean isRight(Purchase purchase, Journey journey) {
        List<String> expected = new ArrayList<>(List.of("placed", "designed"));
        Wish.Fate fate = purchase.wish().fate();
        if (purchase.later() || fate == Wish.Fate.LOST) {
            expected.add("pricing");
        }
        if (fate != Wish.Fate.LOST) {
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
        return journey.stays().stream().map(Stay::stage).map(stage -> stage.name()).toList();
    }

    private long count(Wish.Fate fate) {
        return purchases.stream().filter(purchase -> purchase.wish().fate() == fate).count();
    }

    private long lostPrices() {
        return company.sights().stream()
                .filter(sight -> sight.name().equals("price calculation"))
                .filter(sight -> sight.attributes().contains("\"lost\""))
                .count();
    }
}
