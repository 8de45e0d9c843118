package dev.loupe.bench.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * How much is measured, and for how long.
 *
 * @param rounds of each case and system
 * @param seconds length of a counted load
 * @param bulks of a counted load of bytes
 * @param warmUpSeconds load of each kind for systems on a JVM, before anything counts
 */
record Plan(List<Case> cases, int rounds, int seconds, int bulks, int warmUpSeconds) {
    private static final List<Work> SMALL =
            List.of(Work.SELECT_SIMPLE, Work.SELECT_EXTENDED, Work.SELECT_PREPARED, Work.TPCB);
    private static final List<Work> BULK = List.of(Work.COPY_OUT, Work.COPY_IN, Work.FETCH);

    /** Some minutes. */
    static Plan full() {
        List<Case> cases = new ArrayList<>();
        for (Work work : SMALL) {
            for (int clients : new int[] {1, 8, 32}) {
                cases.add(new Case(work, clients));
            }
        }
        return new Plan(with(cases), 3, 4, 5, 15);
    }

    /** Within 4 minutes: of the concurrencies the middle one, but for the prepared select. */
    static Plan quick() {
        List<Case> cases = new ArrayList<>();
        for (Work work : SMALL) {
            cases.add(new Case(work, 8));
        }
        cases.add(new Case(Work.SELECT_PREPARED, 1));
        cases.add(new Case(Work.SELECT_PREPARED, 32));
        return new Plan(with(cases), 3, 1, 2, 4);
    }

    private static List<Case> with(List<Case> small) {
        List<Case> cases = new ArrayList<>(small);
        BULK.forEach(work -> cases.add(new Case(work, 1)));
        return List.copyOf(cases);
    }
}
