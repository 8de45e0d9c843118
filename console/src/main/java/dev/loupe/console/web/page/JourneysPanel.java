package dev.loupe.console.web.page;

import dev.loupe.console.web.Journeys;
import dev.loupe.console.web.Journeys.Stage;
import java.util.List;

/**
 * The journeys that a filter lets through.
 *
 * @param filter as asked for
 * @param stages to choose from
 * @param rows the most urgent that match
 * @param matching how many match
 * @param held how many there are
 */
record JourneysPanel(
        JourneyFilter filter,
        List<Stage> stages,
        StageStyles styles,
        List<JourneyRow> rows,
        int matching,
        int held,
        Times times) {
    private static final int MOST_ROWS = 50;

    static JourneysPanel of(Journeys journeys, List<JourneyRow> all, JourneyFilter filter, Times times) {
        List<JourneyRow> matching = all.stream()
                .filter(filter::matches)
                .sorted(JourneyRow.MOST_URGENT_FIRST)
                .toList();
        List<Stage> stages = journeys.stages();
        return new JourneysPanel(
                filter,
                stages,
                new StageStyles(stages),
                matching.stream().limit(MOST_ROWS).toList(),
                matching.size(),
                all.size(),
                times);
    }

    /** Such as {@code 2 that match, of 500 orders}. */
    String summary() {
        String shown = rows.size() < matching ? "the most urgent " + rows.size() + " of " + matching : "" + matching;
        String orders = held == 1 ? " order" : " orders";
        return filter.isEmpty() ? shown + orders : shown + " that match, of " + held + orders;
    }

    /** Whether the filter's stage is none of those that there are; it stays chosen nevertheless. */
    boolean isUnknownStage() {
        return !filter.stage().isEmpty()
                && stages.stream().noneMatch(stage -> stage.name().equals(filter.stage()));
    }
}
