package dev.loupe.bench;

import dev.loupe.bench.correlation.CorrelationBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench correlation}. */
@Command(
        name = "correlation",
        description = "Nanoseconds to attribute an operation, to guard a span, and for a pseudonym (JMH).")
final class CorrelationCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var line = spec.commandLine();
        new CorrelationBench(options.quick(), line.getOut(), line.getErr()).run(options.json());
        return 0;
    }
}
