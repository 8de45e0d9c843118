package dev.loupe.console.web.page;

import dev.loupe.console.web.Brokers.Life;
import dev.loupe.console.web.Brokers.Step;
import dev.loupe.console.web.Brokers.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message's life as a timeline.
 *
 * @param answer the sentences that say what became of it
 * @param stretches one for each step, from it to the next
 * @param whole from the first step to the last, or to now if it is not over; in nanoseconds
 * @param troubles what went wrong with it
 * @param orderHref page of the order's journey; empty if there is none
 */
record LifeView(
        Life life,
        String answer,
        List<Stretch> stretches,
        long whole,
        List<Trouble> troubles,
        Optional<String> orderHref,
        Times times) {
    /** Where a message is after a step; {@code style} is its class in the style sheet. */
    enum Place {
        /** It was handed to the broker, which has not said that it has it. */
        SENT("on its way into a queue", "before"),
        /** It waits. */
        QUEUE("in a queue", "store"),
        /** A consumer has it. */
        CONSUMER("with a consumer", "first"),
        /** It has died, and lies where what died ends, if anywhere. */
        DEAD("among the dead", "rest"),
        /** It is over. */
        NOWHERE("", "");

        private final String label;
        private final String style;

        Place(String label, String style) {
            this.label = label;
            this.style = style;
        }

        String label() {
            return label;
        }

        String style() {
            return style;
        }

        private Place after(Step step) {
            String what = step.what();
            if (MessageWords.begins(what, "published")) {
                return this == NOWHERE ? SENT : this;
            }
            if (MessageWords.begins(what, "confirmed", "committed", "sent")) {
                return this == SENT ? QUEUE : this;
            }
            if (MessageWords.begins(what, "delivered", "redelivered")) {
                return CONSUMER;
            }
            if (MessageWords.begins(what, "requeued", "put back")) {
                return QUEUE;
            }
            if (MessageWords.begins(what, "died")) {
                return DEAD;
            }
            return MessageWords.begins(what, "late", "stuck", "resolved") ? this : NOWHERE;
        }
    }

    /**
     * A step, and the time until the next.
     *
     * @param offset of the step, in nanoseconds from the first
     * @param length until the next step, or until now if it is the last and the message is not over
     * @param lasts whether it goes on
     * @param href page of the step's trace; empty if it is nowhere
     */
    record Stretch(Step step, Place place, long offset, long length, boolean lasts, Optional<String> href) {
        boolean isBad() {
            return MessageWords.isBad(step.what());
        }
    }

    static LifeView of(Life life, List<Trouble> troubles, boolean journeys, TraceLinks links, Times times, long now) {
        List<Stretch> stretches = new ArrayList<>();
        List<Step> steps = life.steps();
        long first = steps.get(0).at();
        Place place = Place.NOWHERE;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            place = place.after(step);
            boolean last = i == steps.size() - 1;
            long next = last ? now : steps.get(i + 1).at();
            stretches.add(new Stretch(
                    step,
                    place,
                    Math.max(0, step.at() - first),
                    place == Place.NOWHERE || (last && place == Place.DEAD) ? 0 : Math.max(0, next - step.at()),
                    last && place != Place.NOWHERE && place != Place.DEAD,
                    links.anywhere(step.traceId())));
        }
        Stretch end = stretches.get(stretches.size() - 1);
        return new LifeView(
                life,
                LifeAnswer.to(stretches, troubles),
                stretches,
                end.offset() + end.length(),
                troubles,
                journeys && !life.order().isEmpty() ? Optional.of("/journey/" + life.order()) : Optional.empty(),
                times);
    }

    /** How long it was there altogether, in nanoseconds. */
    static long in(Place place, List<Stretch> stretches) {
        return stretches.stream()
                .filter(stretch -> stretch.place() == place)
                .mapToLong(Stretch::length)
                .sum();
    }

    long inQueues() {
        return in(Place.QUEUE, stretches);
    }

    long withConsumers() {
        return in(Place.CONSUMER, stretches);
    }

    long deliveries() {
        return stretches.stream()
                .filter(stretch -> stretch.step().what().contains("delivered"))
                .count();
    }

    boolean isLost() {
        return troubles.stream().anyMatch(trouble -> TroubleKind.isLoss(trouble.kind()));
    }

    /** Class of the answer in the style sheet. */
    String style() {
        return isLost() ? "failed" : troubles.isEmpty() ? "" : "refused";
    }

    Shares scale() {
        return new Shares(whole);
    }
}
