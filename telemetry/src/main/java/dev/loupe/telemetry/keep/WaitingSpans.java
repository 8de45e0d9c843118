package dev.loupe.telemetry.keep;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ended spans whose local root has not ended yet, by trace, the trace that has waited longest first. Not thread-safe. */
final class WaitingSpans {
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private int size;

    /** Spans of one trace, in the order in which they ended. */
    record Group(String traceId, long sinceNanos, List<SpanData> spans) {}

    /** How many wait, over all traces. */
    int size() {
        return size;
    }

    void add(SpanData span, long nowNanos) {
        String traceId = span.getTraceId();
        groups.computeIfAbsent(traceId, id -> new Group(id, nowNanos, new ArrayList<>(4)))
                .spans()
                .add(span);
        size++;
    }

    /** Those of a trace, still waiting. */
    List<SpanData> of(String traceId) {
        if (size == 0) {
            return List.of();
        }
        Group group = groups.get(traceId);
        return group == null ? List.of() : group.spans();
    }

    /** Takes out all spans of a trace. */
    List<SpanData> takeAll(String traceId) {
        if (size == 0) {
            return List.of();
        }
        Group group = groups.remove(traceId);
        if (group == null) {
            return List.of();
        }
        size -= group.spans().size();
        return group.spans();
    }

    /** Takes out the trace that has waited longest. */
    Optional<Group> takeOldest() {
        if (size == 0) {
            return Optional.empty();
        }
        Group oldest = groups.values().iterator().next();
        takeAll(oldest.traceId());
        return Optional.of(oldest);
    }

    /** Takes out the trace that has waited longest, if that is at least so long. */
    Optional<Group> takeOldest(long nowNanos, long waitedNanos) {
        if (size == 0 || nowNanos - groups.values().iterator().next().sinceNanos() < waitedNanos) {
            return Optional.empty();
        }
        return takeOldest();
    }

    /** Takes out the spans below one span of a trace, as far as the chain of ended parents reaches. */
    List<SpanData> takeBelow(String traceId, String spanId) {
        List<SpanData> waiting = of(traceId);
        if (waiting.isEmpty()) {
            return waiting;
        }
        Set<SpanData> below = below(waiting, spanId);
        if (below.size() == waiting.size()) {
            return takeAll(traceId);
        }
        waiting.removeAll(below);
        size -= below.size();
        return new ArrayList<>(below);
    }

    private static Set<SpanData> below(List<SpanData> spans, String spanId) {
        Map<String, List<SpanData>> byParent = new HashMap<>();
        for (SpanData span : spans) {
            byParent.computeIfAbsent(span.getParentSpanId(), id -> new ArrayList<>(2))
                    .add(span);
        }
        Set<SpanData> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<String> parents = new ArrayDeque<>(List.of(spanId));
        while (!parents.isEmpty()) {
            // Each list is taken once, so that spans which claim to be their own ancestors end the walk.
            List<SpanData> children = byParent.remove(parents.pop());
            if (children != null) {
                found.addAll(children);
                children.forEach(child -> parents.push(child.getSpanId()));
            }
        }
        return found;
    }
}
