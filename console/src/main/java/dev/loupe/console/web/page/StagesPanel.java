package dev.loupe.console.web.page;

import dev.loupe.console.web.Journeys;
import dev.loupe.console.web.Journeys.Stage;
import java.util.List;

/**
 * Where orders are: each stage with those in it.
 *
 * @param stages in the order in which an order should pass through them
 * @param filter as asked for
 */
record StagesPanel(List<InStage> stages, JourneyFilter filter) {
    /**
     * A stage and who is in it now.
     *
     * @param orders that are there
     * @param stuck those of them that wait longer than they should
     * @param longest how long the one waits that has been there longest, in nanoseconds
     */
    record InStage(Stage stage, String style, long orders, long stuck, long longest) {
        /** Of its element on the page. */
        String id() {
            return "stage-" + QueryText.encoded(stage.name());
        }

        String href() {
            return "/journeys" + new QueryText().add("stage", stage.name());
        }
    }

    static StagesPanel of(Journeys journeys, List<JourneyRow> rows, JourneyFilter filter) {
        StageStyles styles = new StageStyles(journeys.stages());
        return new StagesPanel(
                journeys.stages().stream()
                        .map(stage -> inStage(stage, styles.of(stage), rows))
                        .toList(),
                filter);
    }

    private static InStage inStage(Stage stage, String style, List<JourneyRow> rows) {
        List<JourneyRow> there = rows.stream()
                .filter(row -> row.current().stage().name().equals(stage.name()))
                .toList();
        return new InStage(
                stage,
                style,
                there.size(),
                there.stream()
                        .filter(row -> row.state() == JourneyRow.State.STUCK)
                        .count(),
                there.stream().mapToLong(JourneyRow::waited).max().orElse(0));
    }
}
