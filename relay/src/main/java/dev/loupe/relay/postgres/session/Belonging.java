package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.Attribution;
import dev.loupe.relay.correlation.Evidence;
import dev.loupe.relay.correlation.Verdict;
import dev.loupe.relay.correlation.Verdict.Ambiguous;
import dev.loupe.relay.correlation.Verdict.Attributed;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the statements of one transaction have said, so far, of the request that it is run for. Immutable, so that any thread
 * can ask; each verdict makes a new one only if it says something new.
 *
 * @param strong by the first statement with a context or a key
 * @param sole by the first statement of which the sole request in flight was the reason
 * @param begunBy the same of a statement that all work does alike, such as BEGIN: nothing until another one confirms it
 * @param doubtful whether a statement was ambiguous or belonged to nothing
 * @param candidates whom ambiguous statements could have been run for
 * @param count how many there were at least
 */
record Belonging(
        Optional<Attribution> strong,
        Optional<Attribution> sole,
        Optional<Attribution> begunBy,
        boolean doubtful,
        List<SpanContext> candidates,
        int count) {
    /** Nobody has said anything. */
    static final Belonging UNKNOWN =
            new Belonging(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(), 0);

    private static final int MOST_CANDIDATES = 8;

    /** What is handed on to the next statement. */
    Optional<Attribution> attribution() {
        if (strong.isPresent()) {
            return strong;
        }
        return doubtful ? Optional.empty() : sole;
    }

    /**
     * After a statement's verdict.
     *
     * @param neutral whether all kinds of work run such a statement
     */
    Belonging after(Verdict verdict, boolean neutral) {
        if (strong.isPresent()) {
            return this;
        }
        if (verdict instanceof Attributed attributed) {
            return attributed.evidence() == Evidence.SOLE ? afterSole(attributed, neutral) : decidedBy(attributed);
        }
        if (verdict instanceof Ambiguous ambiguous) {
            return inDoubt(ambiguous.candidates(), ambiguous.count());
        }
        return doubtful ? this : new Belonging(strong, sole, begunBy, true, candidates, count);
    }

    private Belonging decidedBy(Attributed attributed) {
        return new Belonging(Optional.of(attributed.attribution()), sole, begunBy, doubtful, candidates, count);
    }

    private Belonging afterSole(Attributed attributed, boolean neutral) {
        Optional<Attribution> before = sole.isPresent() ? sole : begunBy;
        if (before.isPresent() && !before.get().parent().equals(attributed.parent())) {
            return inDoubt(List.of(before.get().parent(), attributed.parent()), 2);
        }
        if (neutral) {
            return before.isPresent()
                    ? this
                    : new Belonging(strong, sole, Optional.of(attributed.attribution()), doubtful, candidates, count);
        }
        return sole.isPresent()
                ? this
                : new Belonging(strong, Optional.of(attributed.attribution()), begunBy, doubtful, candidates, count);
    }

    private Belonging inDoubt(List<SpanContext> among, int atLeast) {
        if (doubtful && candidates.containsAll(among) && atLeast <= count) {
            return this;
        }
        List<SpanContext> all = new ArrayList<>(candidates);
        for (SpanContext candidate : among) {
            if (all.size() < MOST_CANDIDATES && !all.contains(candidate)) {
                all.add(candidate);
            }
        }
        return new Belonging(
                strong, sole, begunBy, true, List.copyOf(all), Math.max(Math.max(count, atLeast), all.size()));
    }

    /** Whether its place is sure, whatever is still said. */
    boolean isDecided() {
        return strong.isPresent();
    }

    /** Where the transaction stands, by what is known now. */
    Place place() {
        if (strong.isPresent()) {
            return Place.below(strong.get());
        }
        Optional<Attribution> only = sole.isPresent() ? sole : begunBy;
        if (!doubtful) {
            return only.map(Place::below).orElse(Place.NONE);
        }
        List<SpanContext> all = new ArrayList<>(candidates);
        only.map(Attribution::parent)
                .filter(parent -> all.size() < MOST_CANDIDATES && !all.contains(parent))
                .ifPresent(all::add);
        return all.isEmpty() ? Place.NONE : Place.amongst(List.copyOf(all), Math.max(count, all.size()));
    }
}
