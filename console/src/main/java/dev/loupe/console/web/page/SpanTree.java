package dev.loupe.console.web.page;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The spans of one trace in the order in which a tree is read: each before its children, these in order of start. */
final class SpanTree {
    /**
     * A span in its place.
     *
     * @param depth 0 for a span whose parent is not held here
     */
    record Node(SpanData span, int depth) {}

    private SpanTree() {}

    /** The first span that has no parent among the others; of spans that are each other's parents, simply the first. */
    static SpanData rootOf(List<SpanData> spansInOrder) {
        Set<String> ids = new HashSet<>();
        spansInOrder.forEach(span -> ids.add(span.getSpanId()));
        return spansInOrder.stream()
                .filter(span -> !ids.contains(span.getParentSpanId()))
                .findFirst()
                .orElse(spansInOrder.get(0));
    }

    /** Every span once; spans that are each other's parents, which only a faulty program makes, come last. */
    static List<Node> of(List<SpanData> spansInOrder) {
        Map<String, List<SpanData>> children = new HashMap<>();
        Set<String> ids = new HashSet<>();
        spansInOrder.forEach(span -> ids.add(span.getSpanId()));
        List<SpanData> tops = new ArrayList<>();
        for (SpanData span : spansInOrder) {
            if (ids.contains(span.getParentSpanId())) {
                children.computeIfAbsent(span.getParentSpanId(), id -> new ArrayList<>())
                        .add(span);
            } else {
                tops.add(span);
            }
        }
        List<Node> nodes = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        tops.forEach(top -> place(top, children, placed, nodes));
        spansInOrder.forEach(span -> place(span, children, placed, nodes));
        return nodes;
    }

    private static void place(
            SpanData top, Map<String, List<SpanData>> children, Set<String> placed, List<Node> nodes) {
        Deque<Node> waiting = new ArrayDeque<>();
        waiting.push(new Node(top, 0));
        while (!waiting.isEmpty()) {
            Node node = waiting.pop();
            if (placed.add(node.span().getSpanId())) {
                nodes.add(node);
                List<SpanData> below = children.getOrDefault(node.span().getSpanId(), List.of());
                for (int i = below.size() - 1; i >= 0; i--) {
                    waiting.push(new Node(below.get(i), node.depth() + 1));
                }
            }
        }
    }
}
