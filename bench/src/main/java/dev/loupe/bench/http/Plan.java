package dev.loupe.bench.http;

import dev.loupe.bench.compare.Case;
import dev.loupe.bench.compare.Pace;
import dev.loupe.bench.compare.Running;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much is measured, and for how long.
 *
 * @param rounds of each case and system
 * @param settleSeconds load right before each counted one for systems on a JVM, 0 for none
 * @param seconds length of a counted load
 * @param warmUpSeconds the most that a JVM is loaded with each kind of request before its first case
 */
record Plan(List<Case> cases, int rounds, int settleSeconds, int seconds, int warmUpSeconds) implements Pace {

    /** Some minutes. */
    static Plan full() {
        return new Plan(cases16and64(), 3, 2, 4, 30);
    }

    /** Within 3 minutes. */
    static Plan quick() {
        return new Plan(cases16and64(), 3, 0, 2, 12);
    }

    private static List<Case> cases16and64() {
        return Stream.concat(Promises.at(16).stream(), Promises.at(64).stream()).toList();
    }

    @Override
    public int settleSecondsOf(Running system) {
        return system.warmsUp() ? settleSeconds : 0;
    }

    @Override
    public int secondsOf(Case measured) {
        return seconds;
    }
}
