package dev.loupe.bench.amqp;

import dev.loupe.bench.compare.Result;
import dev.loupe.bench.compare.Sample;
import dev.loupe.bench.compare.Summary;
import dev.loupe.bench.report.Row;
import dev.loupe.bench.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * One case over all systems.
 *
 * @param systems what each showed, in the order of the report
 */
record CaseResult(Case measured, Map<String, Summary> systems) implements Result {
    /** Of the table. */
    static final List<String> HEADINGS = List.of(
            "case",
            "system",
            "cpu us",
            "/haproxy",
            "cpu bar",
            "messages/s",
            "/haproxy",
            "rate bar",
            "p50 ms",
            "p99 ms",
            "rss MB",
            "spans/msg",
            "errors");

    private static final String HAPROXY = "haproxy";

    /** Keeps the order. */
    CaseResult {
        systems = new LinkedHashMap<>(systems);
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        systems.forEach((name, summary) -> {
            Sample median = summary.median();
            rows.add(Row.of("amqp", measured.label(), name)
                    .with("cpu_us", median.cpuMicros())
                    .with("rps", median.requestsPerSecond())
                    .with("p50_ms", median.p50Millis())
                    .with("p99_ms", median.p99Millis())
                    .with("rss_mb", median.residentMegabytes())
                    .with("cpu_us_min", summary.leastCpuMicros())
                    .with("cpu_us_max", summary.mostCpuMicros())
                    .with("cpu_vs_haproxy", cpuRatio(name))
                    .with("rps_vs_haproxy", throughputRatio(name))
                    .with("spans_per_message", median.spansPerRequest())
                    .with("rounds", summary.rounds().size())
                    .with("errors", median.errors()));
        });
        return rows;
    }

    /** Verdicts stand beside {@code loupe} only, since only that is held to the bars, and errors void them. */
    @Override
    public void addTo(TextTable table) {
        systems.forEach((name, summary) -> {
            Sample median = summary.median();
            boolean judged = name.equals("loupe") && median.errors() == 0;
            table.add(List.of(
                    measured.label(),
                    name,
                    number(median.cpuMicros(), 1),
                    ratio(cpuRatio(name)),
                    judged ? Promises.cpuVerdict(measured.body(), cpuRatio(name)) : "",
                    number(OptionalDouble.of(median.requestsPerSecond()), 0),
                    ratio(throughputRatio(name)),
                    judged ? Promises.throughputVerdict(throughputRatio(name)) : "",
                    number(OptionalDouble.of(median.p50Millis()), 2),
                    number(OptionalDouble.of(median.p99Millis()), 2),
                    number(median.residentMegabytes(), 0),
                    name.startsWith("loupe") ? number(OptionalDouble.of(median.spansPerRequest()), 2) : "",
                    median.errors() == 0 ? "0" : "!! " + median.errors()));
        });
    }

    private double cpuRatio(String system) {
        return ratio(system, sample -> sample.cpuMicros().orElse(Double.NaN));
    }

    private double throughputRatio(String system) {
        return ratio(system, Sample::requestsPerSecond);
    }

    private double ratio(String system, ToDoubleFunction<Sample> figure) {
        Summary peer = systems.get(HAPROXY);
        return peer == null
                ? Double.NaN
                : figure.applyAsDouble(systems.get(system).median()) / figure.applyAsDouble(peer.median());
    }

    private static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static String number(OptionalDouble value, int decimals) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value.getAsDouble());
    }
}
