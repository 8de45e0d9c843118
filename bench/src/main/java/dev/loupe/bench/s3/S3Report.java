package dev.loupe.bench.s3;

import dev.loupe.bench.report.JsonRows;
import dev.loupe.bench.report.Row;
import dev.loupe.bench.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Everything that one run found, for the terminal and for a file. */
final class S3Report {

    private final List<String> conditions = new ArrayList<>();
    private final List<CaseResult> cases = new ArrayList<>();
    private final List<Row> more = new ArrayList<>();

    /** A line for the head: the machine, a version, a system that is missing, a setting. */
    void condition(String line) {
        conditions.add(line);
    }

    /** The conditions so far. */
    List<String> conditions() {
        return List.copyOf(conditions);
    }

    void add(List<CaseResult> results) {
        cases.addAll(results);
    }

    /** Rows of {@link Patience} and {@link StartUp}. */
    void addRows(List<Row> rows) {
        more.addAll(rows);
    }

    /** The tables with their verdicts. */
    String render() {
        StringBuilder text = new StringBuilder();
        if (!cases.isEmpty()) {
            TextTable table = new TextTable(CaseResult.HEADINGS);
            cases.forEach(result -> result.addTo(table));
            text.append('\n').append(table.render());
        }
        if (!more.isEmpty()) {
            TextTable table = new TextTable(List.of("case", "system", "figures", "bar"));
            more.forEach(row -> table.add(List.of(row.label(), row.system(), figures(row), verdict(row))));
            text.append('\n').append(table.render());
        }
        return text.toString();
    }

    /** The rows as JSON; beside them a folder with the conditions, the table and each system's configuration. */
    void write(Path json, List<Running> systems) throws IOException {
        List<Row> rows = new ArrayList<>();
        cases.forEach(result -> rows.addAll(result.rows()));
        rows.addAll(more);
        JsonRows.write(json, rows);
        Path folder = Files.createDirectories(
                json.resolveSibling(json.getFileName().toString().replaceFirst("\\.json$", "") + "-settings"));
        Files.writeString(folder.resolve("report.txt"), String.join("\n", conditions) + "\n" + render());
        for (Running system : systems) {
            for (Path file : system.configuration()) {
                Path copy = folder.resolve(system.name() + "-" + file.getFileName());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String figures(Row row) {
        return row.values().entrySet().stream()
                .map(figure -> figure.getKey() + " " + shown(figure.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String shown(Object figure) {
        return figure instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : String.valueOf(figure);
    }

    private static String verdict(Row row) {
        if (!row.system().equals("loupe")) {
            return "";
        }
        if (row.label().equals(StartUp.LABEL)) {
            return Bars.verdict(figure(row, "ready_s"), Bars.READY_SECONDS);
        }
        boolean sound = figure(row, "errors") == 0 && figure(row, Patience.RATE) >= Patience.LEAST_RATE;
        return Bars.verdict(sound ? figure(row, "rss_mb") : Double.NaN, Bars.RESIDENT_MEGABYTES);
    }

    private static double figure(Row row, String name) {
        return row.values().get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
