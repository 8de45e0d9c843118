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

    static KeyMatch of(KeySet keys, RequestTable table) {
        List<BusinessKey> pointing = new ArrayList<>(2);
        boolean anyCounts = false;
        for (BusinessKey key : keys.heard()) {
            if (keys.counts(key) && !table.with(key).isEmpty()) {
                pointing.add(key);
                anyCounts |= anyCounts(key, table.with(key));
            }
        }
        return anyCounts ? among(pointing, keys, table) : NOWHERE;
    }

    private static boolean anyCounts(BusinessKey key, List<Request> with) {
        for (Request request : with) {
            if (request.keySet().counts(key)) {
                return true;
            }
        }
        return false;
    }

    private static KeyMatch among(List<BusinessKey> pointing, KeySet keys, RequestTable table) {
        List<Request> withAll = withAll(pointing, table);
        if (withAll.isEmpty()) {
            Set<Request> withAny = new LinkedHashSet<>();
            pointing.forEach(key -> withAny.addAll(table.with(key)));
            return new KeyMatch(false, List.copyOf(withAny));
        }
        return new KeyMatch(withAll.size() == 1 && speaksFor(keys, withAll.get(0)), withAll);
    }

    private static List<Request> withAll(List<BusinessKey> pointing, RequestTable table) {
        List<Request> fewest = table.with(pointing.get(0));
        for (BusinessKey key : pointing) {
            fewest = table.with(key).size() < fewest.size() ? table.with(key) : fewest;
        }
        if (pointing.size() == 1 || fewest.size() > EXAMINED) {
            return fewest;
        }
        List<Request> withAll = new ArrayList<>(fewest.size());
        for (Request request : fewest) {
            if (hasAll(pointing, request)) {
                withAll.add(request);
            }
        }
        return withAll;
    }

    private static boolean hasAll(List<BusinessKey> keys, Request request) {
        for (BusinessKey key : keys) {
            if (!request.keySet().heard(key)) {
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
