package dev.loupe.relay.correlation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which requests the keys of an operation point to.
 *
 * @param certain whether it is exactly one, and nothing speaks against it
 * @param requests the one, or else all that it could be; empty if the keys point nowhere
 */
record KeyMatch(boolean certain, List<Request> requests) {
    static final KeyMatch NOWHERE = new KeyMatch(false, List.of());

    /** Beyond so many that share a key, no other key will single one out. */
    private static final int EXAMINED = 256;

    /** A key of the operation that counts, and those that have heard it. */
    private record Pointer(BusinessKey key, List<Request> requests) {}

    static KeyMatch of(KeySet keys, RequestTable table) {
        List<Pointer> pointers = new ArrayList<>(2);
        boolean anyCounts = false;
        for (BusinessKey key : keys.heard()) {
            List<Request> requests = keys.counts(key) ? table.with(key) : List.<Request>of();
            if (!requests.isEmpty()) {
                pointers.add(new Pointer(key, requests));
                anyCounts = anyCounts || anyCounts(key, requests);
            }
        }
        return anyCounts ? among(pointers, keys) : NOWHERE;
    }

    private static boolean anyCounts(BusinessKey key, List<Request> requests) {
        for (Request request : requests) {
            if (request.keySet().counts(key)) {
                return true;
            }
        }
        return false;
    }

    private static KeyMatch among(List<Pointer> pointers, KeySet keys) {
        List<Request> withAll = withAll(pointers);
        if (withAll.isEmpty()) {
            Set<Request> withAny = new LinkedHashSet<>();
            pointers.forEach(pointer -> withAny.addAll(pointer.requests()));
            return new KeyMatch(false, List.copyOf(withAny));
        }
        return new KeyMatch(withAll.size() == 1 && speaksFor(keys, withAll.get(0)), withAll);
    }

    private static List<Request> withAll(List<Pointer> pointers) {
        List<Request> fewest = pointers.get(0).requests();
        for (Pointer pointer : pointers) {
            fewest = pointer.requests().size() < fewest.size() ? pointer.requests() : fewest;
        }
        if (pointers.size() == 1 || fewest.size() > EXAMINED) {
            return fewest;
        }
        List<Request> withAll = new ArrayList<>(fewest.size());
        for (Request request : fewest) {
            if (hasAll(pointers, request)) {
                withAll.add(request);
            }
        }
        return withAll;
    }

    private static boolean hasAll(List<Pointer> pointers, Request request) {
        for (Pointer pointer : pointers) {
            if (!request.keySet().heard(pointer.key())) {
                return false;
            }
        }
        return true;
    }

    private static boolean speaksFor(KeySet keys, Request request) {
        if (keys.contradicts(request.keySet())) {
            return false;
        }
        for (BusinessKey key : keys.heard()) {
            if (keys.counts(key) && request.keySet().counts(key)) {
                return true;
            }
        }
        return false;
    }

    boolean pointsNowhere() {
        return requests.isEmpty();
    }

    /** Whether one of them has this span. */
    boolean pointsTo(SpanContext span) {
        for (Request request : requests) {
            if (request.span().equals(span)) {
                return true;
            }
        }
        return false;
    }
}
