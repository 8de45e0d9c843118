package dev.loupe.bench.correlation;

import dev.loupe.bench.report.JsonRows;
import dev.loupe.bench.report.Row;
import dev.loupe.bench.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the package's JMH benchmarks and reports nanoseconds for each operation: the median of single ones, the clock's own
 * 25 ns or so included, because a mean tells more about who else uses the machine.
 */
public final class CorrelationBench {
    private static final String NAME = "correlation";

    private final boolean quick;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * @param quick fewer and shorter iterations
     * @param out the table
     * @param err progress
     */
    public CorrelationBench(boolean quick, PrintWriter out, PrintWriter err) {
        this.quick = quick;
        this.out = out;
        this.err = err;
    }

    /** Measures on one thread, and attribution on two as well, for what the lock costs. */
    public void run(Optional<Path> json) throws IOException {
        List<Row> rows = new ArrayList<>();
        measure("AttributeBenchmark|GuardBenchmark", 1, rows);
        measure("AttributeBenchmark.with.*", 2, rows);
        out.print(table(rows));
        out.flush();
        if (json.isPresent()) {
            JsonRows.write(json.get(), rows);
        }
    }

    private void measure(String benchmarks, int threads, List<Row> rows) {
        err.println("measuring with " + threads + (threads == 1 ? " thread …" : " threads …"));
        err.flush();
        // JMH's lock file would outlive the run, and be another user's on a shared machine.
        System.setProperty("jmh.ignoreLock", "true");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmarks)
                .threads(threads)
                .forks(1)
                .warmupIterations(quick ? 4 : 10)
                .warmupTime(time())
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(time())
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs("-Xmx256m", "-XX:+UseSerialGC", "-XX:-UsePerfData");
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            results.forEach(result -> rows.add(row(result, threads)));
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure: " + e.getMessage(), e);
        }
    }

    private TimeValue time() {
        return TimeValue.milliseconds(quick ? 300 : 1_000);
    }

    private static Row row(RunResult result, int threads) {
        String benchmark = result.getParams().getBenchmark();
        String inFlight = result.getParams().getParam("inFlight");
        Result<?> primary = result.getPrimaryResult();
        return Row.of(NAME, benchmark.substring(benchmark.lastIndexOf('.') + 1), "loupe")
                .with("in_flight", inFlight == null ? null : Integer.valueOf(inFlight))
                .with("threads", threads)
                .with("median_ns", primary.getStatistics().getPercentile(50))
                .with("p99_ns", primary.getStatistics().getPercentile(99));
    }

    private static String table(List<Row> rows) {
        TextTable table = new TextTable(List.of("operation", "", "in flight", "threads", "median ns", "p99 ns"));
        for (Row row : rows) {
            Object inFlight = row.values().get("in_flight");
            table.add(List.of(
                    row.label(),
                    "",
                    inFlight == null ? "" : inFlight.toString(),
                    row.values().get("threads").toString(),
                    number(row.values().get("median_ns")),
                    number(row.values().get("p99_ns"))));
        }
        return table.render();
    }

    private static String number(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.0f", number) : "";
    }
}
