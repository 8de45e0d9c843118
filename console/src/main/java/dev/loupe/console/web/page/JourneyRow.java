package dev.loupe.console.web.page;

import dev.loupe.console.web.Journeys.Journey;
import dev.loupe.console.web.Journeys.Stay;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A journey as it is at a moment.
 *
 * @param now that moment, in nanoseconds since 1970
 */
record JourneyRow(Journey journey, long now) {
    /** Stuck ones first, the longest overdue on top; then the ones about which something happened last. */
    static final Comparator<JourneyRow> MOST_URGENT_FIRST = Comparator.comparing(JourneyRow::state)
            .thenComparing(row -> row.state() == State.STUCK ? -row.overdue().orElse(0) : 0)
            .thenComparing(row -> -row.journey().lastSeenAt())
            .thenComparing(JourneyRow::order);

    /** How it stands; the mark says the same as the colour. */
    enum State {
        /** It waits longer than it should. */
        STUCK("!", "stuck", "stuck"),
        /** It is on its way. */
        WAITING("›", "under way", "waiting"),
        /** It is over. */
        DONE("✓", "done", "ok");

        private final String mark;
        private final String text;
        private final String style;

        State(String mark, String text, String style) {
            this.mark = mark;
            this.text = text;
            this.style = style;
        }

        String mark() {
            return mark;
        }

        String text() {
            return text;
        }

        String style() {
            return style;
        }
    }

    /**
     * A stay as a stretch of the journey's time.
     *
     * @param offset nanoseconds since the journey's beginning
     * @param length nanoseconds, until now if it is not over
     */
    record Stretch(Stay stay, long offset, long length) {}

    String order() {
        return journey.order();
    }

    String href() {
        return "/journey/" + QueryText.encoded(order());
    }

    Stay current() {
        return journey.current();
    }

    State state() {
        if (current().stage().done()) {
            return State.DONE;
        }
        return current().stuck() ? State.STUCK : State.WAITING;
    }

    /** How long it has been where it is. */
    long waited() {
        return Math.max(0, now - current().enteredAt());
    }

    /** How long it is past its deadline, negative before; empty if there is none. */
    OptionalLong overdue() {
        return current().stage().deadline().map(Duration::toNanos).stream()
                .mapToLong(limit -> waited() - limit)
                .findFirst();
    }

    long beganAt() {
        return journey.stays().get(0).enteredAt();
    }

    /** From its beginning until now, or until it was done. */
    long whole() {
        long end = state() == State.DONE ? current().enteredAt() : now;
        return Math.max(0, end - beganAt());
    }

    /** The stays that took time, in order. */
    List<Stretch> stretches() {
        return journey.stays().stream()
                .map(stay -> new Stretch(stay, stay.enteredAt() - beganAt(), lengthOf(stay)))
                .toList();
    }

    private long lengthOf(Stay stay) {
        if (stay.leftAt().isPresent()) {
            return Math.max(0, stay.leftAt().getAsLong() - stay.enteredAt());
        }
        return stay.stage().done() ? 0 : waited();
    }
}
