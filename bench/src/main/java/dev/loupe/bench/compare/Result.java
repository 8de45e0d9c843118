package dev.loupe.bench.compare;

import dev.loupe.bench.report.Row;
import dev.loupe.bench.report.TextTable;
import java.util.List;

/** What one case showed over all systems, as a report has it. */
public interface Result {
    /** The rows of the JSON file. */
    List<Row> rows();

    /** Adds the lines of the table, a cell for each of the report's headings. */
    void addTo(TextTable table);
}
