package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.Attribution;
import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.Evidence;
import dev.loupe.relay.correlation.Verdict;
import dev.loupe.relay.correlation.Verdict.Ambiguous;
import dev.loupe.relay.correlation.Verdict.Attributed;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/**
 * Where in which trace a span stands.
 *
 * @param evidence for it
 * @param parent invalid for a trace of its own
 * @param keys of the request that it is run for
 * @param candidates of which it could be any, to be linked
 * @param count how many those are, with the ones that are not named
 * @param told whether it leaves a span: what is done for a request that leaves none, leaves none
 */
record Place(
        Evidence evidence,
        SpanContext parent,
        List<BusinessKey> keys,
        List<SpanContext> candidates,
        int count,
        boolean told) {
    /** A trace of its own, of which nothing in flight can be the reason. */
    static final Place NONE = new Place(Evidence.NONE, SpanContext.getInvalid(), List.of(), List.of(), 0, true);

    static Place of(Verdict verdict) {
        if (verdict instanceof Attributed attributed) {
            return below(attributed.attribution());
        }
        return verdict instanceof Ambiguous ambiguous ? amongst(ambiguous.candidates(), ambiguous.count()) : NONE;
    }

    static Place below(Attribution attribution) {
        return new Place(
                attribution.evidence(),
                attribution.parent(),
                attribution.keys(),
                List.of(),
                0,
                attribution.parent().isValid());
    }

    static Place amongst(List<SpanContext> candidates, int count) {
        boolean noneLeavesASpan =
                count == candidates.size() && candidates.stream().noneMatch(SpanContext::isValid);
        return new Place(Evidence.AMBIGUOUS, SpanContext.getInvalid(), List.of(), candidates, count, !noneLeavesASpan);
    }

    /** The same place, for another reason. */
    Place because(Evidence other) {
        return new Place(other, parent, keys, candidates, count, told);
    }
}
