package dev.loupe.bench;

import dev.loupe.bench.http.HttpBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench http}. */
@Command(
        name = "http",
        description = "A sidecar, nginx and HAProxy before one plain service: CPU, throughput, latency, and memory with"
                + " 10,000 idle connections.")
final class HttpCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var line = spec.commandLine();
        new HttpBench(options.home(), options.quick(), line.getOut(), line.getErr()).run(options.json());
        return 0;
    }
}
