package dev.loupe.telemetry.recent;

import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.keep.Verdict;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the last N kept traces in the order in which they were kept; a late span joins its trace while that is held.
 * Thread-safe: one short lock, under which nothing is done but to add a span, or to copy what there is.
 */
public final class RecentTraceRing implements RecentTraces {
    private final int mostTraces;
    private final int mostSpans;
    private final Map<String, Held> oldestFirst = new LinkedHashMap<>();

    private static final class Held {
        private final List<SpanData> spans = new ArrayList<>(2);
        private Verdict verdict = Verdict.DROPPED;
        private int notHeld;
    }

    /** Nothing held yet. */
    public RecentTraceRing(Settings.Recent settings) {
        mostTraces = settings.traces();
        mostSpans = settings.spansPerTrace();
    }

    /** Adds a kept span; a trace shows the most telling reason that any of its spans was kept for. */
    public void add(Verdict verdict, SpanData span) {
        if (mostTraces == 0) {
            return;
        }
        synchronized (oldestFirst) {
            Held held = oldestFirst.computeIfAbsent(span.getTraceId(), id -> new Held());
            held.verdict = held.verdict.orMoreTelling(verdict);
            if (held.spans.size() < mostSpans) {
                held.spans.add(span);
            } else {
                held.notHeld++;
            }
            if (oldestFirst.size() > mostTraces) {
                oldestFirst.remove(oldestFirst.keySet().iterator().next());
            }
        }
    }

    @Override
    public List<RecentTrace> newestFirst() {
        List<RecentTrace> traces = new ArrayList<>();
        synchronized (oldestFirst) {
            oldestFirst.forEach((traceId, held) -> traces.add(snapshot(traceId, held)));
        }
        Collections.reverse(traces);
        return traces.stream().map(RecentTraceRing::inOrder).toList();
    }

    @Override
    public Optional<RecentTrace> byId(String traceId) {
        synchronized (oldestFirst) {
            return Optional.ofNullable(oldestFirst.get(traceId))
                    .map(held -> snapshot(traceId, held))
                    .map(RecentTraceRing::inOrder);
        }
    }

    private static RecentTrace snapshot(String traceId, Held held) {
        return new RecentTrace(traceId, held.verdict.text(), List.copyOf(held.spans), held.notHeld);
    }

    private static RecentTrace inOrder(RecentTrace trace) {
        List<SpanData> spans = trace.spans().stream()
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .toList();
        return new RecentTrace(trace.traceId(), trace.keepReason(), spans, trace.spansNotHeld());
    }
}
