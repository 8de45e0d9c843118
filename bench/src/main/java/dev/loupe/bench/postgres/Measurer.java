package dev.loupe.bench.postgres;

import dev.loupe.bench.compare.Running;
import dev.loupe.bench.compare.Sample;
import dev.loupe.bench.process.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Loads one system with one case and says what it cost. */
final class Measurer {
    private final Server server;
    private final Pgbench pgbench;
    private final int bulks;

    /**
     * @param bulks how often something bulky is done for one measurement
     */
    Measurer(Server server, Pgbench pgbench, int bulks) {
        this.server = server;
        this.pgbench = pgbench;
        this.bulks = bulks;
    }

    /** One load of so many seconds, or of some bulks; CPU time is read right before and right after it. */
    Sample measure(Target target, Case measured, int seconds) throws IOException {
        if (target.process().isEmpty()) {
            return sample(load(target.port(), measured, seconds), OptionalDouble.empty(), OptionalDouble.empty(), 0);
        }
        Running system = target.process().get();
        ProcessTree tree = system.process().tree();
        tree.resetPeak();
        long spans = system.spans().getAsLong();
        Duration before = tree.cpu();
        PgbenchResult result = load(target.port(), measured, seconds);
        double micros = tree.cpu().minus(before).toNanos() / 1e3;
        if (!system.process().isAlive()) {
            throw new IOException(system.process().lastWords());
        }
        return sample(
                result,
                OptionalDouble.of(micros / Math.max(1, result.transactions())),
                OptionalDouble.of(tree.peakResidentBytes() / 1e6),
                (system.spans().getAsLong() - spans) / (double) Math.max(1, result.transactions()));
    }

    private static Sample sample(PgbenchResult result, OptionalDouble micros, OptionalDouble resident, double spans) {
        return new Sample(
                micros, result.perSecond(), result.p50Millis(), result.p99Millis(), resident, spans, result.errors());
    }

    private PgbenchResult load(int port, Case measured, int seconds) throws IOException {
        if (!measured.work().isBulk()) {
            return pgbench.run(port, measured, seconds);
        }
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < bulks; i++) {
            if (measured.work() == Work.COPY_IN) {
                server.forget();
            }
            long began = System.nanoTime();
            Psql.run(port, server.folder(), measured.work().arguments().toArray(String[]::new));
            millis.add((System.nanoTime() - began) / 1e6);
        }
        millis.sort(null);
        double sum = millis.stream().mapToDouble(Double::doubleValue).sum();
        return new PgbenchResult(bulks, 1e3 * bulks / sum, millis.get(bulks / 2), millis.get(bulks - 1), 0);
    }
}
