package dev.loupe.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: the first two columns to the left, figures to the right, widths as the content needs. */
public final class TextTable {

    private static final int NAMES = 2;

    private final int columns;
    private final List<List<String>> lines = new ArrayList<>();

    /** Begins with a line of headings. */
    public TextTable(List<String> headings) {
        columns = headings.size();
        lines.add(headings);
    }

    /** Adds a line with a cell for each column. */
    public void add(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns + " columns");
        }
        lines.add(cells);
    }

    /** The text, without trailing blanks, each line ended. */
    public String render() {
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder out = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = line.get(column);
                String padding = " ".repeat(width(column) - cell.length());
                out.append(column < NAMES ? cell + padding : padding + cell).append("  ");
            }
            text.append(out.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
