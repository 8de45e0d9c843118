package dev.loupe.relay.correlation;

import dev.loupe.relay.correlation.Verdict.Ambiguous;
import dev.loupe.relay.correlation.Verdict.Attributed;
import dev.loupe.relay.correlation.Verdict.Unrelated;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules, in the order of their evidence's strength: the first that answers wins, and what speaks against an answer
 * takes it back. Not thread-safe.
 */
final class Rules {
    /** Beyond so many in flight it is no longer asked which of them contradict: any of them could be. */
    private static final int EXAMINED = 256;

    private static final Verdict UNRELATED = new Unrelated();

    private final RequestTable table;
    private final Shapes shapes;
    private final int maxCandidates;

    Rules(RequestTable table, Shapes shapes, CorrelationSettings settings) {
        this.table = table;
        this.shapes = shapes;
        maxCandidates = settings.maxCandidates();
    }

    Verdict on(Operation operation) {
        if (table.count() == 0 && !table.mayWorkUnseen()) {
            shapes.sawOnItsOwn(operation.shape());
        }
        Optional<SpanContext> explicit = operation.explicit();
        if (explicit.isPresent() && explicit.get().isValid()) {
            return explicit(explicit.get());
        }
        Attribution transaction = operation.transaction().orElse(null);
        if (transaction != null && transaction.evidence() == Evidence.EXPLICIT) {
            return continued(transaction);
        }
        KeySet keys = KeySet.of(operation.keys());
        KeyMatch match = table.hasUntold() ? KeyMatch.NOWHERE : KeyMatch.of(keys, table);
        return match.pointsNowhere() ? withoutKey(operation, keys, transaction) : byKey(operation, match, transaction);
    }

    /**
     * An operation that carries its context may stand anywhere below the request's own span. If it stands right below it, its
     * parent is that span of this process, and not one of which only the identity is known.
     */
    private Verdict explicit(SpanContext context) {
        List<Request> ofTrace = table.ofTrace(context.getTraceId());
        for (Request request : ofTrace) {
            if (request.span().getSpanId().equals(context.getSpanId())) {
                return new Attributed(Evidence.EXPLICIT, request.span(), request.keys());
            }
        }
        return new Attributed(
                Evidence.EXPLICIT, context, ofTrace.size() == 1 ? ofTrace.get(0).keys() : List.of());
    }

    private Verdict byKey(Operation operation, KeyMatch match, Attribution transaction) {
        if (transaction != null && transaction.evidence() != Evidence.SOLE) {
            if (!match.pointsTo(transaction.parent())) {
                return disagreement(transaction, match);
            }
            if (!match.certain()) {
                return continued(transaction);
            }
        }
        if (!match.certain()) {
            return ambiguous(match.requests());
        }
        Request request = match.requests().get(0);
        if (request.state() == Request.State.ACCEPTED) {
            shapes.sawOnItsOwn(operation.shape());
        }
        return new Attributed(Evidence.KEY, request.span(), request.keys());
    }

    private Verdict withoutKey(Operation operation, KeySet keys, Attribution transaction) {
        if (transaction != null
                && (transaction.evidence() != Evidence.SOLE
                        || (!operation.doubtful() && !keys.contradicts(KeySet.of(transaction.keys()))))) {
            return continued(transaction);
        }
        if (table.count() != 1 || table.hasUntold()) {
            return any(keys);
        }
        Request sole = table.inFlight().iterator().next();
        if (keys.contradicts(sole.keySet())) {
            return UNRELATED;
        }
        if (operation.background()
                || operation.doubtful()
                || table.mayWorkUnseen()
                || shapes.mayHaveLifeOfItsOwn(operation.shape())) {
            return new Ambiguous(List.of(sole.span()), 1);
        }
        return new Attributed(Evidence.SOLE, sole.span(), sole.keys());
    }

    /** What rests on a sole request in flight is as sure as that, whatever it went through. */
    private static Verdict continued(Attribution transaction) {
        Evidence evidence = transaction.evidence() == Evidence.SOLE ? Evidence.SOLE : Evidence.TRANSACTION;
        return new Attributed(evidence, transaction.parent(), transaction.keys());
    }

    private Verdict disagreement(Attribution transaction, KeyMatch match) {
        List<SpanContext> candidates = new ArrayList<>(maxCandidates);
        candidates.add(transaction.parent());
        addSpans(candidates, match.requests());
        return new Ambiguous(List.copyOf(candidates), 1 + match.requests().size());
    }

    private Verdict ambiguous(List<Request> requests) {
        List<SpanContext> candidates = new ArrayList<>(maxCandidates);
        addSpans(candidates, requests);
        return new Ambiguous(List.copyOf(candidates), requests.size());
    }

    private void addSpans(List<SpanContext> candidates, List<Request> requests) {
        for (int i = 0; i < requests.size() && candidates.size() < maxCandidates; i++) {
            candidates.add(requests.get(i).span());
        }
    }

    /** All in flight but those whose keys speak against it. */
    private Verdict any(KeySet keys) {
        List<SpanContext> candidates = new ArrayList<>(maxCandidates);
        int impossible = 0;
        int examined = 0;
        for (Request request : table.inFlight()) {
            if (keys.contradicts(request.keySet())) {
                impossible++;
            } else if (candidates.size() < maxCandidates) {
                candidates.add(request.span());
            }
            examined++;
            if (examined == EXAMINED || (keys.isEmpty() && candidates.size() == maxCandidates)) {
                break;
            }
        }
        int count = table.count() - impossible;
        return count == 0 ? UNRELATED : new Ambiguous(List.copyOf(candidates), count);
    }
}
