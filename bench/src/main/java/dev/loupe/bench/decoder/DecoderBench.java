package dev.loupe.bench.decoder;

import dev.loupe.bench.report.JsonRows;
import dev.loupe.bench.report.Row;
import dev.loupe.bench.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the package's JMH benchmarks and reports, for each kind of traffic, speed and what is allocated for a message. */
public final class DecoderBench {
    private static final String NAME = "decoder";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final boolean quick;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * @param quick fewer and shorter iterations
     * @param out the table
     * @param err progress
     */
    public DecoderBench(boolean quick, PrintWriter out, PrintWriter err) {
        this.quick = quick;
        this.out = out;
        this.err = err;
    }

    /** Measures on one thread. */
    public void run(Optional<Path> json) throws IOException {
        err.println("measuring …");
        err.flush();
        List<Row> rows = measure();
        out.print(table(rows));
        out.flush();
        if (json.isPresent()) {
            JsonRows.write(json.get(), rows);
        }
    }

    private List<Row> measure() {
        // JMH's lock file would outlive the run, and be another user's on a shared machine.
        System.setProperty("jmh.ignoreLock", "true");
        TimeValue time = TimeValue.milliseconds(quick ? 300 : 1_000);
        try {
            List<Row> rows = new ArrayList<>();
            new Runner(new OptionsBuilder()
                            .include("DecoderBenchmark")
                            .forks(1)
                            .warmupIterations(quick ? 4 : 8)
                            .warmupTime(time)
                            .measurementIterations(quick ? 3 : 5)
                            .measurementTime(time)
                            .addProfiler(GCProfiler.class)
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT)
                            .jvmArgs("-Xmx256m", "-XX:+UseSerialGC", "-XX:-UsePerfData")
                            .build())
                    .run()
                    .forEach(result -> rows.add(row(result)));
            return rows;
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure: " + e.getMessage(), e);
        }
    }

    private static Row row(RunResult result) {
        String name = result.getParams().getParam("traffic");
        Portion traffic = Portion.of(name);
        double nanos = result.getPrimaryResult().getStatistics().getPercentile(50);
        double allocated = result.getSecondaryResults().get(ALLOCATED).getScore();
        return Row.of(NAME, name.toLowerCase(Locale.ROOT).replace('_', ' '), "loupe")
                .with("gb_per_second", traffic.bytes() / nanos)
                .with("message_ns", nanos / traffic.messages())
                .with("message_allocated_bytes", allocated / traffic.messages());
    }

    private static String table(List<Row> rows) {
        TextTable table = new TextTable(List.of("traffic", "", "GB/s", "ns a message", "bytes allocated a message"));
        for (Row row : rows) {
            table.add(List.of(
                    row.label(),
                    "",
                    number(row, "gb_per_second"),
                    number(row, "message_ns"),
                    number(row, "message_allocated_bytes")));
        }
        return table.render();
    }

    private static String number(Row row, String name) {
        return String.format(Locale.ROOT, "%.2f", row.figure(name));
    }
}
