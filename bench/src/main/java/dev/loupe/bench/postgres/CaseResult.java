package dev.loupe.bench.postgres;

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
 * @param bytes of the protocol that one execution carries; 0 where transactions are counted
 * @param systems what each showed, in the order of the report
 */
record CaseResult(Case measured, long bytes, Map<String, Summary> systems) implements Result {
    /** Of the table. */
    static final List<String> HEADINGS = List.of(
            "case",
            "system",
            "cpu us",
            "cpu s/GB",
            "/pgbouncer",
            "/haproxy",
            "cpu bar",
            "tps",
            "/haproxy",
            "tps bar",
            "p50 ms",
            "p99 ms",
            "rss MB",
            "spans/tx",
            "errors");

    /** Keeps the order. */
    CaseResult {
        systems = new LinkedHashMap<>(systems);
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        systems.forEach((name, summary) -> {
            Sample median = summary.median();
            rows.add(Row.of("postgres", measured.label(), name)
                    .with("cpu_us", median.cpuMicros())
                    .with("cpu_s_per_gb", perGigabyte(median))
                    .with("rps", median.requestsPerSecond())
                    .with("p50_ms", median.p50Millis())
                    .with("p99_ms", median.p99Millis())
                    .with("rss_mb", median.residentMegabytes())
                    .with("cpu_us_min", summary.leastCpuMicros())
                    .with("cpu_us_max", summary.mostCpuMicros())
                    .with("cpu_vs_pgbouncer", cpuRatio(name, PgbouncerPeer.SESSION))
                    .with("cpu_vs_haproxy", cpuRatio(name, "haproxy"))
                    .with("rps_vs_haproxy", throughputRatio(name))
                    .with("spans_per_transaction", median.spansPerRequest())
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
            double cpu = cpuRatio(name, Promises.cpuPeer(measured.work()));
            table.add(List.of(
                    measured.label(),
                    name,
                    number(median.cpuMicros(), 1),
                    number(perGigabyte(median), 2),
                    ratio(cpuRatio(name, PgbouncerPeer.SESSION)),
                    ratio(cpuRatio(name, "haproxy")),
                    judged ? Promises.cpuVerdict(measured.work(), cpu) : "",
                    number(OptionalDouble.of(median.requestsPerSecond()), bytes > 0 ? 2 : 0),
                    ratio(throughputRatio(name)),
                    judged ? Promises.throughputVerdict(throughputRatio(name)) : "",
                    number(OptionalDouble.of(median.p50Millis()), 2),
                    number(OptionalDouble.of(median.p99Millis()), 2),
                    number(median.residentMegabytes(), 0),
                    name.startsWith("loupe") ? number(OptionalDouble.of(median.spansPerRequest()), 2) : "",
                    median.errors() == 0 ? "0" : "!! " + median.errors()));
        });
    }

    private OptionalDouble perGigabyte(Sample sample) {
        return bytes == 0 || sample.cpuMicros().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(sample.cpuMicros().getAsDouble() / 1e6 / (bytes / 1e9));
    }

    private double cpuRatio(String system, String other) {
        return ratio(system, other, sample -> sample.cpuMicros().orElse(Double.NaN));
    }

    private double throughputRatio(String system) {
        return ratio(system, "haproxy", Sample::requestsPerSecond);
    }

    private double ratio(String system, String other, ToDoubleFunction<Sample> figure) {
        Summary peer = systems.get(other);
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
