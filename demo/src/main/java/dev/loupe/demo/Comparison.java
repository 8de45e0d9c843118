package dev.loupe.demo;

import dev.loupe.demo.customer.Fact;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Holds what was seen against what was really done: count, operations, names, sizes, outcomes. */
final class Comparison {
    private static final int FIRST_ERROR = 400;

    private Comparison() {}

    /** One line for each difference; none if the traces tell the truth, all of it, and nothing else. */
    static List<String> differences(List<Fact> facts, List<Seen> spans) {
        List<String> differences = new ArrayList<>();
        List<Seen> unclaimed = new ArrayList<>(spans);
        for (Fact fact : facts) {
            if (!claim(fact, unclaimed)) {
                differences.add("was done, but no span says so: " + fact);
            }
        }
        for (Seen span : unclaimed) {
            differences.add("a span says so, but it was not done: " + span);
        }
        return differences;
    }

    private static boolean claim(Fact fact, List<Seen> unclaimed) {
        for (Iterator<Seen> i = unclaimed.iterator(); i.hasNext(); ) {
            if (matches(fact, i.next())) {
                i.remove();
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Fact fact, Seen span) {
        return fact.operation().equals(span.operation())
                && Stage.shown(fact.key()).equals(span.file())
                && fact.size() == span.size()
                && fact.end() == end(span);
    }

    private static Fact.End end(Seen span) {
        if (!span.brokenBy().isEmpty()) {
            return Fact.End.BROKEN_OFF;
        }
        return span.status() >= FIRST_ERROR ? Fact.End.REFUSED : Fact.End.DONE;
    }
}
