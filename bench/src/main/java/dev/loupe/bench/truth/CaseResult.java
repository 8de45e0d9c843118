package dev.loupe.bench.truth;

import dev.loupe.bench.report.Row;
import dev.loupe.bench.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one case showed.
 *
 * @param label such as {@code http threads c64}
 * @param clients how many visited at once
 * @param scores of each kind of evidence, and of all
 * @param shared of the operations that nobody can attribute
 * @param lost operations of which no span arrived
 * @param failure why the figures are worth nothing
 */
record CaseResult(String label, int clients, List<Score> scores, Score shared, long lost, Optional<String> failure) {
    static final List<String> HEADINGS =
            List.of("case", "evidence", "operations", "attributed", "wrong", "precision", "recall", "bar");

    Score score(String evidence) {
        return scores.stream()
                .filter(score -> score.evidence().equals(evidence))
                .findFirst()
                .orElseThrow();
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Score score : scores) {
            rows.add(Row.of("truth", label)
                    .with("evidence", score.evidence())
                    .with("precision", score.precision())
                    .with("recall", score.recall())
                    .with("operations", score.operations())
                    .with("attributed", score.attributed())
                    .with("wrong", score.wrong()));
        }
        return rows;
    }

    void addTo(TextTable table) {
        for (Score score : scores) {
            table.add(List.of(
                    label,
                    score.evidence(),
                    Long.toString(score.operations()),
                    Long.toString(score.attributed()),
                    Long.toString(score.wrong()),
                    ratio(score.precision()),
                    ratio(score.recall()),
                    Bars.verdict(score, clients)));
        }
    }

    static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.4f", ratio);
    }
}
