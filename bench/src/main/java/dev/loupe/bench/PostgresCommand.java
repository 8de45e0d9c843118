package dev.loupe.bench;

import dev.loupe.bench.postgres.PostgresBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench postgres}. */
@Command(
        name = "postgres",
        description =
                "A sidecar, PgBouncer and HAProxy before one PostgreSQL server: CPU, throughput, latency, and memory"
                        + " with 1,000 idle sessions.")
final class PostgresCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var line = spec.commandLine();
        new PostgresBench(options.home(), options.quick(), line.getOut(), line.getErr()).run(options.json());
        return 0;
    }
}
