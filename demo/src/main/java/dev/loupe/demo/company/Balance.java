package dev.loupe.demo.company;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds what spans say against what was done, as often as it was done. */
final class Balance {
    private final Map<String, Integer> balance = new HashMap<>();

    void done(String what) {
        balance.merge(what, 1, Integer::sum);
    }

    void seen(String what) {
        balance.merge(what, -1, Integer::sum);
    }

    /** It was done, and need not be seen. */
    void optional(String what) {
        balance.computeIfPresent(what, (same, count) -> count < 0 ? count + 1 : count);
    }

    boolean isEmpty() {
        return balance.isEmpty();
    }

    /** Whether it was done more often than it was seen. */
    boolean lacks(String what) {
        return balance.getOrDefault(what, 0) > 0;
    }

    /** Adds a line for each difference. */
    void tell(List<String> differences) {
        balance.forEach((what, count) -> {
            if (count > 0) {
                differences.add("was done, but no span says so" + times(count) + ": " + what);
            } else if (count < 0) {
                differences.add("a span says so, but it was not done" + times(-count) + ": " + what);
            }
        });
    }

    private static String times(int count) {
        return count == 1 ? "" : " (" + count + " times)";
    }
}
