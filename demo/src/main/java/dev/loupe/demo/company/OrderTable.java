package dev.loupe.demo.company;

import dev.loupe.demo.people.Purchase;
import dev.loupe.relay.journey.Journey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What customers got, for a terminal, beside what the Shop's sidecar knows of it. */
final class OrderTable {
    private static final String ROW = "  %-7s%-16s%-16s%10s  %-10s%-32s%s%n";

    private OrderTable() {}

    static String of(List<Purchase> purchases, Function<Purchase, Optional<Journey>> journeys) {
        StringBuilder table = new StringBuilder(
                String.format(ROW, "order", "customer", "model", "price", "priced", "known as", "where it is"));
        for (Purchase purchase : purchases) {
            Optional<Journey> journey = journeys.apply(purchase);
            table.append(String.format(
                    ROW,
                    purchase.order(),
                    purchase.wish().customer(),
                    purchase.wish().file(),
                    price(purchase.price()),
                    purchase.price().isEmpty() ? "never" : purchase.later() ? "later" : "at once",
                    journey.map(Journey::order).orElse("?"),
                    journey.map(OrderTable::where).orElse("?")));
        }
        return table.toString();
    }

    private static String price(String cents) {
        return cents.isEmpty() ? "-" : String.format(Locale.ROOT, "%,.2f", Long.parseLong(cents) / 100.0);
    }

    private static String where(Journey journey) {
        String stage = journey.current().stage().name();
        return journey.isStuck() ? "stuck in \"" + stage + '"' : stage;
    }
}
