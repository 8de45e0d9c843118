package dev.loupe.bench.compare;

import dev.loupe.bench.report.Row;
import dev.loupe.bench.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One case over all systems.
 *
 * @param measured the case
 * @param systems what each showed, in the order of the report
 */
public record CaseResult(Case measured, Map<String, Summary> systems) implements Result {

    /** Of the table. */
    static final List<String> HEADINGS = List.of(
            "case",
            "system",
            "cpu us",
            "/nginx",
            "/haproxy",
            "cpu bar",
            "rps",
            "p50 ms",
            "p99 ms",
            "/nginx",
            "p99 bar",
            "rss MB",
            "spans/req",
            "errors");

    /** Keeps the order. */
    public CaseResult {
        systems = new LinkedHashMap<>(systems);
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        systems.forEach((name, summary) -> {
            Sample median = summary.median();
            rows.add(Row.of(measured.bench(), measured.label(), name)
                    .with("cpu_us", median.cpuMicros())
                    .with("rps", median.requestsPerSecond())
                    .with("p50_ms", median.p50Millis())
                    .with("p99_ms", median.p99Millis())
                    .with("rss_mb", median.residentMegabytes())
                    .with("cpu_us_min", summary.leastCpuMicros())
                    .with("cpu_us_max", summary.mostCpuMicros())
                    .with("cpu_vs_nginx", cpuRatio(name, "nginx"))
                    .with("cpu_vs_haproxy", cpuRatio(name, "haproxy"))
                    .with("p99_vs_nginx", p99Ratio(name))
                    .with("spans_per_request", median.spansPerRequest())
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
            boolean judged = name.equals("loupe");
            boolean sound = median.errors() == 0;
            double cpu = cpuRatio(name, "nginx");
            double p99 = p99Ratio(name);
            table.add(List.of(
                    measured.label(),
                    name,
                    number(median.cpuMicros(), 1),
                    ratio(cpu),
                    ratio(cpuRatio(name, "haproxy")),
                    judged ? Bars.verdict(sound ? cpu : Double.NaN, measured.cpuRatio()) : "",
                    number(OptionalDouble.of(median.requestsPerSecond()), 0),
                    number(OptionalDouble.of(median.p50Millis()), 2),
                    number(OptionalDouble.of(median.p99Millis()), 2),
                    ratio(p99),
                    judged ? Bars.verdict(sound ? p99 : Double.NaN, Bars.P99_RATIO) : "",
                    number(median.residentMegabytes(), 0),
                    name.startsWith("loupe") ? number(OptionalDouble.of(median.spansPerRequest()), 2) : "",
                    median.errors() == 0 ? "0" : "!! " + median.errors()));
        });
    }

    /** CPU time relative to another system's; NaN if either has none. */
    double cpuRatio(String system, String other) {
        return cpu(system) / cpu(other);
    }

    /** 99th percentile relative to nginx's; NaN without nginx. */
    double p99Ratio(String system) {
        Summary nginx = systems.get("nginx");
        return nginx == null
                ? Double.NaN
                : systems.get(system).median().p99Millis() / nginx.median().p99Millis();
    }

    private double cpu(String system) {
        Summary summary = systems.get(system);
        return summary == null ? Double.NaN : summary.median().cpuMicros().orElse(Double.NaN);
    }

    private static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static String number(OptionalDouble value, int decimals) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value.getAsDouble());
    }
}
