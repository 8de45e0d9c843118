package dev.loupe.bench;

import dev.loupe.bench.amqp.AmqpBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench amqp}. */
@Command(
        name = "amqp",
        description = "A sidecar and HAProxy before one RabbitMQ: CPU, throughput, latency, and memory with 1,000 idle"
                + " connections.")
final class AmqpCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var line = spec.commandLine();
        new AmqpBench(options.home(), options.quick(), line.getOut(), line.getErr()).run(options.json());
        return 0;
    }
}
