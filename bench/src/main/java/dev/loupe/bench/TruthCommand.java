package dev.loupe.bench;

import dev.loupe.bench.truth.TruthBench;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.log.LogSetup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench truth}. */
@Command(
        name = "truth",
        description =
                "Precision and recall of correlation, by evidence, against the ledgers of un-instrumented services."
                        + " Ends with 1 if a bar is missed.")
final class TruthCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var line = spec.commandLine();
        // Clients that hang up are part of it, and no news.
        LogSetup.apply(new Settings.Log(Settings.Format.TEXT, Settings.Level.ERROR), "bench");
        boolean met = new TruthBench(options.quick(), line.getOut(), line.getErr()).run(options.json());
        return met ? 0 : 1;
    }
}
