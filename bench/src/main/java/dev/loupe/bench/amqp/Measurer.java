package dev.loupe.bench.amqp;

import dev.loupe.bench.amqp.load.LoadResult;
import dev.loupe.bench.compare.Running;
import dev.loupe.bench.compare.Sample;
import dev.loupe.bench.process.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;

/** Loads one system with one case and says what it cost. */
final class Measurer {
    private final Generator generator;

    Measurer(Generator generator) {
        this.generator = generator;
    }

    /** One load; CPU time is read right before and right after it. */
    Sample measure(Target target, Case measured, int millis) throws IOException {
        if (target.process().isEmpty()) {
            LoadResult result = generator.run(measured.order(target.port(), millis));
            return sample(result, OptionalDouble.empty(), OptionalDouble.empty(), 0);
        }
        Running system = target.process().get();
        ProcessTree tree = system.process().tree();
        tree.resetPeak();
        long spans = system.spans().getAsLong();
        Duration before = tree.cpu();
        LoadResult result = generator.run(measured.order(target.port(), millis));
        double micros = tree.cpu().minus(before).toNanos() / 1e3;
        if (!system.process().isAlive()) {
            throw new IOException(system.process().lastWords());
        }
        double messages = Math.max(1, result.messages());
        return sample(
                result,
                OptionalDouble.of(micros / messages),
                OptionalDouble.of(tree.peakResidentBytes() / 1e6),
                (system.spans().getAsLong() - spans) / messages);
    }

    private static Sample sample(LoadResult result, OptionalDouble micros, OptionalDouble resident, double spans) {
        return new Sample(
                micros, result.perSecond(), result.p50Millis(), result.p99Millis(), resident, spans, result.errors());
    }
}
