package dev.loupe.bench.s3;

import dev.loupe.bench.compare.Case;
import java.util.List;
import java.util.stream.Stream;

/** The cases, and what Loupe is held to in each. */
final class Promises {

    /** Megabytes (10^6) that 64 slow readers of 100 MB objects may cost. */
    static final double RESIDENT_MEGABYTES = 300;

    /** Seconds from the launch until the proxy serves. */
    static final double READY_SECONDS = 2;

    private static final double SMALL_RATIO = 1.5;
    private static final double LARGE_RATIO = 0.8;

    private Promises() {}

    static Case get(StoredObject object, int connections) {
        return new Case("s3", "GET " + object.label(), object.get(), connections, cpuRatio(object));
    }

    static Case put(StoredObject object, int connections) {
        return new Case("s3", "PUT " + object.label(), object.put(), connections, 1.0);
    }

    /** All operations at one concurrency. */
    static List<Case> at(int connections) {
        return Stream.concat(
                        Stream.of(StoredObject.KB_1, StoredObject.KB_64, StoredObject.MB_1, StoredObject.MB_16)
                                .map(object -> get(object, connections)),
                        Stream.of(put(StoredObject.MB_1, connections)))
                .toList();
    }

    private static double cpuRatio(StoredObject object) {
        if (object.compareTo(StoredObject.MB_1) >= 0) {
            return LARGE_RATIO;
        }
        return object.compareTo(StoredObject.KB_64) >= 0 ? 1.0 : SMALL_RATIO;
    }
}
