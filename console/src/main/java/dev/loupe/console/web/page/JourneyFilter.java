package dev.loupe.console.web.page;

import java.util.Locale;

/**
 * Which of the journeys are shown; travels in the query string, so that it can be shared.
 *
 * @param order part of the order's pseudonym, in any case of letters; empty for all
 * @param stage only orders that are in exactly this stage; empty for all
 * @param stuckOnly only orders that wait longer than they should
 */
public record JourneyFilter(String order, String stage, boolean stuckOnly) {
    /** Shows everything. */
    public static final JourneyFilter ALL = new JourneyFilter("", "", false);

    /** Strips blanks at both ends and what is longer than any pseudonym. */
    public JourneyFilter {
        order = QueryText.shortened(order);
        stage = QueryText.shortened(stage);
    }

    boolean isEmpty() {
        return equals(ALL);
    }

    boolean matches(JourneyRow row) {
        return (order.isEmpty() || row.order().toLowerCase(Locale.ROOT).contains(order.toLowerCase(Locale.ROOT)))
                && (stage.isEmpty() || stage.equals(row.current().stage().name()))
                && (!stuckOnly || row.state() == JourneyRow.State.STUCK);
    }

    /** With its question mark; empty if there is nothing to say. */
    String query() {
        return new QueryText()
                .add("order", order)
                .add("stage", stage)
                .add("stuck", stuckOnly ? "on" : "")
                .toString();
    }
}
