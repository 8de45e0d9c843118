package dev.loupe.bench.compare;

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
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that one run found, for the terminal and for a file. */
public final class Report {

    private final List<String> conditions = new ArrayList<>();
    private final List<Result> cases = new ArrayList<>();
    private final List<Row> more = new ArrayList<>();
    private final List<String> headings;
    private final Function<Row, String> verdicts;

    /** @param verdicts on rows that are no case; empty where there is none */
    public Report(Function<Row, String> verdicts) {
        this(CaseResult.HEADINGS, verdicts);
    }

    /** The same for cases of another kind. */
    public Report(List<String> headings, Function<Row, String> verdicts) {
        this.headings = headings;
        this.verdicts = verdicts;
    }

    /** A line for the head: the machine, a version, a system that is missing, a setting. */
    public void condition(String line) {
        conditions.add(line);
    }

    /** The conditions so far. */
    public List<String> conditions() {
        return List.copyOf(conditions);
    }

    /** Takes the cases. */
    public void add(List<? extends Result> results) {
        cases.addAll(results);
    }

    /** Takes rows that are no case. */
    public void addRows(List<Row> rows) {
        more.addAll(rows);
    }

    /** The tables with their verdicts. */
    public String render() {
        StringBuilder text = new StringBuilder();
        if (!cases.isEmpty()) {
            TextTable table = new TextTable(headings);
            cases.forEach(result -> result.addTo(table));
            text.append('\n').append(table.render());
        }
        if (!more.isEmpty()) {
            TextTable table = new TextTable(List.of("case", "system", "figures", "bar"));
            more.forEach(row -> table.add(List.of(row.label(), row.system(), figures(row), verdicts.apply(row))));
            text.append('\n').append(table.render());
        }
        return text.toString();
    }

    /** The rows as JSON; beside them a folder with the conditions, the table and each system's configuration. */
    public void write(Path json, List<Running> systems) throws IOException {
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
}
