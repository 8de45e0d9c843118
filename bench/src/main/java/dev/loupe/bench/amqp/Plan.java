package dev.loupe.bench.amqp;

import dev.loupe.bench.amqp.Case.Body;
import java.util.ArrayList;
import java.util.List;

/**
 * How much is measured, and for how long.
 *
 * @param rounds of each case and system
 * @param millis length of a counted load
 * @param warmUpSeconds the most that a system on a JVM is loaded with each kind of message before anything counts
 */
record Plan(List<Case> cases, int rounds, int millis, int warmUpSeconds) {
    /** Some 15 minutes. */
    static Plan full() {
        List<Case> cases = new ArrayList<>();
        for (Body body : Body.values()) {
            for (int clients : new int[] {1, 8}) {
                cases.add(Case.usual(body, clients));
            }
        }
        for (Body body : new Body[] {Body.SMALL, Body.MEDIUM}) {
            cases.add(new Case(body, false, 100, 8));
            cases.add(new Case(body, true, 1, 8));
            cases.add(new Case(body, true, 1_000, 8));
        }
        cases.add(new Case(Body.SMALL, false, 1_000, 1));
        cases.add(new Case(Body.SMALL, true, 1, 1));
        return new Plan(List.copyOf(cases), 3, 4_000, 20);
    }

    /** Within some 4 minutes. */
    static Plan quick() {
        List<Case> cases = new ArrayList<>();
        for (Body body : Body.values()) {
            cases.add(Case.usual(body, 8));
        }
        cases.add(Case.usual(Body.SMALL, 1));
        cases.add(new Case(Body.SMALL, false, 100, 8));
        cases.add(new Case(Body.SMALL, true, 1, 8));
        cases.add(new Case(Body.SMALL, true, 1_000, 8));
        return new Plan(List.copyOf(cases), 3, 1_500, 10);
    }
}
