package dev.loupe.demo.company;

import dev.loupe.demo.ledger.Ran;
import dev.loupe.demo.people.Accountant;
import dev.loupe.demo.people.Purchase;
import dev.loupe.demo.people.Wish;
import dev.loupe.telemetry.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds what spans say of waits for locks against what the services measured, and against who really was in the way. */
final class LockCheck {
    private static final double TOLERANCE_SECONDS = 0.15;
    private static final double MOST_ON_THE_WAY_SECONDS = 0.5;
    private static final String IDLE = "idle in transaction";

    private final Company company;
    private final List<Purchase> purchases;
    private final List<Sight> sights;
    private final Map<String, Sight> bySpan;
    private final List<String> differences = new ArrayList<>();

    LockCheck(Company company, List<Purchase> purchases) {
        this.company = company;
        this.purchases = purchases;
        this.sights = company.sights();
        this.bySpan = sights.stream().collect(Collectors.toMap(Sight::span, Function.identity(), (a, b) -> a));
    }

    /** One line for each difference. */
    List<String> differences() {
        for (Purchase purchase : purchases) {
            if (purchase.wish().isCalledAbout()) {
                waiter("shop-api", purchase).ifPresent(waiter -> waitsForTheLetter(waiter, purchase));
            }
            if (purchase.wish().fate() == Wish.Fate.UNSTORED) {
                waiter("mes-api", purchase).ifPresent(this::waitsForTheWorkbook);
            }
        }
        sights.stream().filter(sight -> sight.says(Names.LOCK_WAIT)).forEach(this::isNoLongerThanTheStatement);
        return differences;
    }

    /** The statement that waited longest, of those that a service ran for an order; its wait is as the service measured it. */
    private Optional<Sight> waiter(String service, Purchase purchase) {
        String order = company.pseudonym(purchase.order());
        double truth = company.ledger().ran().stream()
                .filter(ran -> ran.cause().service().equals(service)
                        && ran.cause().order().equals(purchase.order())
                        && ran.operation().equals("UPDATE"))
                .mapToDouble(ran -> ran.when().seconds())
                .max()
                .orElse(0);
        Optional<Sight> waiter = sights.stream()
                .filter(sight ->
                        sight.service().equals(service) && sight.order().equals(order))
                .filter(sight -> sight.said(Names.DB_OPERATION).equals("UPDATE") && sight.says(Names.LOCK_WAIT))
                .max(Comparator.comparingDouble(sight -> sight.number(Names.LOCK_WAIT)));
        if (waiter.isEmpty()) {
            differences.add("waited for a lock, and no span says so: " + service + " about " + order);
        } else {
            double said = waiter.get().number(Names.LOCK_WAIT);
            // On a busy machine the service measures its own waiting for a processor, too.
            double onTheWay = truth - waiter.get().took() / 1e3;
            expect(
                    said <= truth + TOLERANCE_SECONDS
                            && said >= truth - TOLERANCE_SECONDS - Math.min(MOST_ON_THE_WAY_SECONDS, onTheWay),
                    String.format("waited %.3f s, and its span says %.3f s", truth, said),
                    waiter.get());
        }
        return waiter;
    }

    private void waitsForTheLetter(Sight waiter, Purchase purchase) {
        Sight blocker = bySpan.get(waiter.said(Names.LOCK_BLOCKER_SPAN));
        if (blocker == null) {
            differences.add("does not say whom it waited for: " + waiter.text());
            return;
        }
        Sight request = bySpan.get(blocker.parent());
        expect(
                blocker.isTransaction()
                        && blocker.service().equals("crm-api")
                        && request != null
                        && request.name().equals("POST /orders/{order}/notes")
                        && request.order().equals(company.pseudonym(purchase.order())),
                "blames another than the operator's note",
                waiter);
        expect(blocker.trace().equals(waiter.said(Names.LOCK_BLOCKER_TRACE)), "names another trace", waiter);
        expect(waiter.links().contains(blocker.span()), "does not lead to who was in the way", waiter);
        expect(waiter.said(Names.LOCK_BLOCKER_STATE).equals(IDLE), "does not say that it was idle", waiter);
        expect(
                Math.abs(blocker.number(Names.LOCK_CAUSED) - waiter.number(Names.LOCK_WAIT)) <= TOLERANCE_SECONDS
                        && blocker.number(Names.LOCK_CAUSED_WAITERS) == 1,
                "does not say how long others waited for it",
                blocker);
        expect(blocker.said(Names.LOCK_WAITER_TRACE).equals(waiter.trace()), "does not say who waited for it", blocker);
        expect(
                blocker.number(Names.DB_IDLE_IN_TRANSACTION) >= waiter.number(Names.LOCK_WAIT),
                "does not say how long it was idle",
                blocker);
    }

    private void waitsForTheWorkbook(Sight waiter) {
        expect(
                waiter.said(Names.LOCK_BLOCKER_APPLICATION).equals(Accountant.WORKBOOK)
                        && !waiter.says(Names.LOCK_BLOCKER_SPAN),
                "does not blame the workbook",
                waiter);
        expect(waiter.said(Names.LOCK_BLOCKER_STATE).equals(IDLE), "does not say that it was idle", waiter);
        Sight transaction = bySpan.get(waiter.parent());
        expect(
                transaction != null
                        && transaction.said(Names.DB_TRANSACTION_OUTCOME).equals("rolled_back"),
                "is not in a transaction that was undone",
                waiter);
    }

    private void isNoLongerThanTheStatement(Sight waiter) {
        double wait = waiter.number(Names.LOCK_WAIT);
        boolean possible = company.ledger().ran().stream()
                .anyMatch(ran -> isSame(ran, waiter) && ran.when().seconds() >= wait - TOLERANCE_SECONDS);
        expect(possible, "says that it waited, and did not", waiter);
    }

    private static boolean isSame(Ran ran, Sight sight) {
        return ran.cause().service().equals(sight.service())
                && ran.operation().equals(sight.said(Names.DB_OPERATION))
                && ran.table().equals(sight.said(Names.DB_COLLECTION));
    }

    private void expect(boolean right, String otherwise, Sight sight) {
        if (!right) {
            differences.add(otherwise + ": " + sight.service() + ' ' + sight.text());
        }
    }
}
