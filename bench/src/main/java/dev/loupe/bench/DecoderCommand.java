package dev.loupe.bench;

import dev.loupe.bench.decoder.DecoderBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench decoder}. */
@Command(
        name = "decoder",
        description = "Speed and allocation of the decoders of PostgreSQL and AMQP, by kind of traffic (JMH).")
final class DecoderCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var line = spec.commandLine();
        new DecoderBench(options.quick(), line.getOut(), line.getErr()).run(options.json());
        return 0;
    }
}
