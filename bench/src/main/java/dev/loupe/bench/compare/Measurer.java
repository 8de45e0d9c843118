package dev.loupe.bench.compare;

import dev.loupe.bench.load.Wrk;
import dev.loupe.bench.load.WrkResult;
import dev.loupe.bench.process.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;

/** Loads one system with one case and says what it cost. */
public final class Measurer {

    private static final double MEGABYTE = 1e6;

    private final Wrk wrk;

    /** By that load generator. */
    public Measurer(Wrk wrk) {
        this.wrk = wrk;
    }

    /** One load of a number of seconds; CPU time is read right before and right after it. */
    public Sample measure(Running system, Case measured, int seconds) throws IOException {
        ProcessTree tree = system.process().tree();
        tree.resetPeak();
        long spans = system.spans().getAsLong();
        Duration before = tree.cpu();
        WrkResult result = wrk.run(system.port(), measured.request(), measured.connections(), seconds);
        Duration used = tree.cpu().minus(before);
        if (!system.process().isAlive()) {
            throw new IOException(system.process().lastWords());
        }
        boolean proxy = !system.name().equals("direct");
        double objects = Math.max(1, result.objects(measured.request()));
        return new Sample(
                proxy ? OptionalDouble.of(used.toNanos() / 1e3 / objects) : OptionalDouble.empty(),
                result.requestsPerSecond(),
                result.p50Micros() / 1e3,
                result.p99Micros() / 1e3,
                proxy ? OptionalDouble.of(tree.peakResidentBytes() / MEGABYTE) : OptionalDouble.empty(),
                (system.spans().getAsLong() - spans) / (double) Math.max(1, result.requests()),
                result.errors());
    }
}
