package dev.loupe.bench;

import dev.loupe.bench.s3.S3Bench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench s3}. */
@Command(
        name = "s3",
        description = "Loupe, nginx and HAProxy before one static origin: CPU, throughput, latency, memory, start.")
final class S3Command implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var line = spec.commandLine();
        new S3Bench(options.home(), options.quick(), line.getOut(), line.getErr()).run(options.json());
        return 0;
    }
}
