package dev.loupe.relay.correlation;

import dev.loupe.relay.correlation.Verdict.Ambiguous;
import dev.loupe.relay.correlation.Verdict.Attributed;
import dev.loupe.relay.correlation.Verdict.Unrelated;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules as a reader of RATIONALE.md would write them down: everything in lists, everything looked at each time. */
final class NaiveRequests {
    static final class Naive {
        final SpanContext span;
        final Set<BusinessKey> heard = new LinkedHashSet<>();
        boolean over;
        long acceptedAt = -1;

        Naive(SpanContext span) {
            this.span = span;
        }

        List<BusinessKey> counting() {
            return counting(heard);
        }

        static List<BusinessKey> counting(Set<BusinessKey> keys) {
            return keys.stream()
                    .filter(key -> keys.stream()
                                    .filter(other -> other.kind().equals(key.kind()))
                                    .count()
                            == 1)
                    .toList();
        }

        boolean contradicts(Set<BusinessKey> keys) {
            return contradict(heard, keys);
        }
    }

    private final CorrelationSettings settings;
    private final List<Naive> inFlight = new ArrayList<>();
    private final List<Naive> accepted = new ArrayList<>();
    private final Set<String> shapes = new TreeSet<>();
    private boolean tooManyShapes;

    NaiveRequests(CorrelationSettings settings) {
        this.settings = settings;
    }

    static boolean contradict(Set<BusinessKey> some, Set<BusinessKey> others) {
        return some.stream()
                .map(BusinessKey::kind)
                .filter(kind -> others.stream().anyMatch(key -> key.kind().equals(kind)))
                .anyMatch(kind ->
                        some.stream().filter(key -> key.kind().equals(kind)).noneMatch(others::contains));
    }

    Naive begin(SpanContext span) {
        Naive request = new Naive(span);
        inFlight.add(request);
        return request;
    }

    void key(Naive request, BusinessKey key) {
        request.heard.add(key);
    }

    void answered(Naive request, boolean goesOn, long now) {
        if (request.over) {
            return;
        }
        request.over = true;
        inFlight.remove(request);
        if (goesOn) {
            request.acceptedAt = now;
            forgetOld(now);
            accepted.add(request);
            if (accepted.size() > settings.maxAnswered()) {
                accepted.remove(0);
            }
        }
    }

    private void forgetOld(long now) {
        accepted.removeIf(
                request -> now - request.acceptedAt >= settings.answeredFor().toNanos());
    }

    int count() {
        return inFlight.size();
    }

    Verdict attribute(Operation operation, long now) {
        forgetOld(now);
        if (inFlight.isEmpty()) {
            sawOnItsOwn(operation.shape());
        }
        if (operation.explicit().isPresent()) {
            return explicit(operation.explicit().get());
        }
        Attribution transaction = operation.transaction().orElse(null);
        boolean sure = transaction != null && transaction.evidence() != Evidence.SOLE;
        if (sure && transaction.evidence() == Evidence.EXPLICIT) {
            return new Attributed(Evidence.TRANSACTION, transaction.parent(), transaction.keys());
        }
        Set<BusinessKey> keys = new LinkedHashSet<>(operation.keys());
        List<Naive> pointedTo = pointedTo(keys);
        boolean certain = pointedTo.size() == 1 && speaksFor(pointedTo.get(0), keys);
        if (!pointedTo.isEmpty() && sure) {
            boolean agree = pointedTo.stream().anyMatch(request -> request.span.equals(transaction.parent()));
            if (!agree) {
                List<SpanContext> all = new ArrayList<>(List.of(transaction.parent()));
                pointedTo.forEach(request -> all.add(request.span));
                return new Ambiguous(all, all.size());
            }
            if (!certain) {
                return new Attributed(Evidence.TRANSACTION, transaction.parent(), transaction.keys());
            }
        }
        if (certain) {
            Naive one = pointedTo.get(0);
            if (one.over) {
                sawOnItsOwn(operation.shape());
            }
            return new Attributed(Evidence.KEY, one.span, one.counting());
        }
        if (!pointedTo.isEmpty()) {
            return ambiguous(pointedTo);
        }
        if (sure) {
            return new Attributed(Evidence.TRANSACTION, transaction.parent(), transaction.keys());
        }
        if (transaction != null
                && !operation.doubtful()
                && !contradict(keys, new LinkedHashSet<>(transaction.keys()))) {
            return new Attributed(Evidence.SOLE, transaction.parent(), transaction.keys());
        }
        List<Naive> possible =
                inFlight.stream().filter(request -> !request.contradicts(keys)).toList();
        if (possible.isEmpty()) {
            return new Unrelated();
        }
        boolean onItsOwn = tooManyShapes || shapes.contains(operation.shape());
        if (inFlight.size() == 1 && !operation.background() && !operation.doubtful() && !onItsOwn) {
            return new Attributed(
                    Evidence.SOLE, possible.get(0).span, possible.get(0).counting());
        }
        return ambiguous(possible);
    }

    private void sawOnItsOwn(String shape) {
        if (shapes.contains(shape) || shape.isEmpty()) {
            return;
        }
        if (shapes.size() == settings.maxShapes()) {
            tooManyShapes = true;
        } else {
            shapes.add(shape);
        }
    }

    private Verdict explicit(SpanContext own) {
        List<Naive> ofTrace = known().stream()
                .filter(request -> request.span.getTraceId().equals(own.getTraceId()))
                .toList();
        List<Naive> exact = ofTrace.stream()
                .filter(request -> request.span.getSpanId().equals(own.getSpanId()))
                .toList();
        List<Naive> of = exact.isEmpty() ? ofTrace : exact;
        return new Attributed(Evidence.EXPLICIT, own, of.size() == 1 ? of.get(0).counting() : List.of());
    }

    private List<Naive> known() {
        List<Naive> known = new ArrayList<>(inFlight);
        known.addAll(accepted);
        return known;
    }

    /** Those that have all the keys which any has; or, if there are none, those that have any. */
    private List<Naive> pointedTo(Set<BusinessKey> keys) {
        List<BusinessKey> counting = Naive.counting(keys);
        List<BusinessKey> pointing = counting.stream()
                .filter(key -> known().stream().anyMatch(request -> request.heard.contains(key)))
                .toList();
        if (known().stream().noneMatch(request -> counting.stream().anyMatch(request.counting()::contains))) {
            return List.of();
        }
        List<Naive> all = known().stream()
                .filter(request -> request.heard.containsAll(pointing))
                .toList();
        return all.isEmpty()
                ? known().stream()
                        .filter(request -> pointing.stream().anyMatch(request.heard::contains))
                        .toList()
                : all;
    }

    private static boolean speaksFor(Naive request, Set<BusinessKey> keys) {
        return !request.contradicts(keys) && Naive.counting(keys).stream().anyMatch(request.counting()::contains);
    }

    private static Verdict ambiguous(List<Naive> among) {
        return new Ambiguous(among.stream().map(request -> request.span).toList(), among.size());
    }
}
