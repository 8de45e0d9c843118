package dev.loupe.bench.s3;

import dev.loupe.bench.compare.Case;
import dev.loupe.bench.compare.Pace;
import dev.loupe.bench.compare.Running;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much is measured, and for how long.
 *
 * @param cases in the order of the report
 * @param rounds measurements of each case and system, in alternating order; the report has their median
 * @param settleSeconds load right before each counted one, 0 for none
 * @param jitSettleSeconds the same for systems on a JVM
 * @param seconds length of a counted load
 * @param longSeconds the same for objects of which few fit into a second
 * @param warmUpSeconds the most that a JVM is loaded with small objects before its first case
 * @param starts how often the start is timed
 * @param memoryWindow how long the slow readers read, at most
 */
record Plan(
        List<Case> cases,
        int rounds,
        int settleSeconds,
        int jitSettleSeconds,
        int seconds,
        int longSeconds,
        int warmUpSeconds,
        int starts,
        Duration memoryWindow)
        implements Pace {

    /** Every case at 16 and 64 connections; about 18 minutes. */
    static Plan full() {
        List<Case> cases = Stream.concat(Promises.at(16).stream(), Promises.at(64).stream())
                .toList();
        return new Plan(cases, 3, 1, 2, 4, 5, 30, 5, Duration.ofSeconds(115));
    }

    /** 16 connections, and 64 for the smallest object only; within 3 minutes. */
    static Plan quick() {
        List<Case> cases = Stream.concat(Promises.at(16).stream(), Stream.of(Promises.get(StoredObject.KB_1, 64)))
                .toList();
        return new Plan(cases, 2, 0, 0, 1, 2, 8, 3, Duration.ofSeconds(10));
    }

    @Override
    public int settleSecondsOf(Running system) {
        return system.warmsUp() ? jitSettleSeconds : settleSeconds;
    }

    @Override
    public int secondsOf(Case measured) {
        return measured.request().objectBytes() > StoredObject.MB_1.get().objectBytes() ? longSeconds : seconds;
    }
}
