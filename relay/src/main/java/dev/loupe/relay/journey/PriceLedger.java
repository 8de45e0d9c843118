package dev.loupe.relay.journey;

import dev.loupe.relay.journey.Calculation.Outcome;
import dev.loupe.relay.journey.Calculation.Over;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The price calculations that run: at most one for each order. News may come in any order: the key of a request is
 * sometimes known only from its body, and so a calculation's end before its start. Every method returns those
 * calculations that are over by it. Bounded. Not thread-safe.
 */
final class PriceLedger {
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;

    private final PriceSettings settings;
    private final long lostAfterNanos;
    private final Map<String, Calculation> running = new LinkedHashMap<>();
    private final Deadlines<String> deadlines = new Deadlines<>();
    private final Map<SpanContext, String> unanswered;
    private final Map<String, End> endsWithoutStart;

    /** The end of a calculation that is not known to have begun. */
    private record End(long at, SpanContext by) {}

    PriceLedger(PriceSettings settings) {
        this.settings = settings;
        this.lostAfterNanos = settings.lostAfter().toNanos();
        this.unanswered = new Newest<>(settings.most());
        this.endsWithoutStart = new Newest<>(settings.most());
    }

    List<Over> began(String order, Happening happening) {
        if (!settings.start().matches(happening) || unanswered.putIfAbsent(happening.span(), order) != null) {
            return List.of();
        }
        return start(new Calculation(order, happening.span(), happening.epochNanos()));
    }

    List<Over> ended(String order, Happening happening) {
        if (settings.start().matches(happening)) {
            return answered(order, happening);
        }
        return settings.isEnd(happening)
                ? priced(order, new End(happening.endEpochNanos(), happening.span()))
                : List.of();
    }

    private List<Over> start(Calculation calculation) {
        String order = calculation.order();
        End end = endsWithoutStart.remove(order);
        if (end != null && end.at() >= calculation.startAt()) {
            return List.of(calculation.over(Outcome.PRICED, end.at(), end.by()));
        }
        Calculation other = running.get(order);
        if (other != null && other.startAt() > calculation.startAt()) {
            return List.of(calculation.over(Outcome.SUPERSEDED, other.startAt(), other.start()));
        }
        List<Over> over = new ArrayList<>(1);
        if (other != null) {
            over.add(other.over(Outcome.SUPERSEDED, calculation.startAt(), calculation.start()));
            running.remove(order);
        } else if (running.size() >= settings.most()) {
            Calculation oldest = running.values().iterator().next();
            forget(oldest.order());
            over.add(oldest.over(Outcome.CROWDED_OUT, calculation.startAt(), oldest.start()));
        }
        running.put(order, calculation);
        deadlines.set(order, calculation.startAt() + lostAfterNanos);
        return over;
    }

    private List<Over> answered(String order, Happening happening) {
        List<Over> over = new ArrayList<>(2);
        if (unanswered.remove(happening.span()) == null) {
            over.addAll(start(new Calculation(order, happening.span(), happening.epochNanos())));
        }
        Calculation calculation = running.get(order);
        if (calculation != null && calculation.start().equals(happening.span())) {
            boolean refused = happening.status() >= FIRST_REFUSAL && happening.status() < FIRST_FAILURE;
            if (settings.isEnd(happening) || refused) {
                forget(order);
                Outcome outcome = settings.isEnd(happening) ? Outcome.PRICED : Outcome.REFUSED;
                over.add(calculation.over(outcome, happening.endEpochNanos(), happening.span()));
            }
        }
        return over;
    }

    private List<Over> priced(String order, End end) {
        Calculation calculation = running.get(order);
        if (calculation == null) {
            endsWithoutStart.put(order, end);
            return List.of();
        }
        if (end.at() < calculation.startAt()) {
            return List.of();
        }
        forget(order);
        return List.of(calculation.over(Outcome.PRICED, end.at(), end.by()));
    }

    /** @param now in nanoseconds since 1970 */
    List<Over> check(long now) {
        List<Over> lost = new ArrayList<>(0);
        Optional<String> due = deadlines.takeDue(now);
        while (due.isPresent()) {
            Calculation calculation = running.remove(due.get());
            lost.add(calculation.over(Outcome.LOST, calculation.startAt() + lostAfterNanos, calculation.start()));
            due = deadlines.takeDue(now);
        }
        return lost;
    }

    private void forget(String order) {
        running.remove(order);
        deadlines.remove(order);
    }

    int running() {
        return running.size();
    }
}
