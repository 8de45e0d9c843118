package dev.loupe.console.sample;

import dev.loupe.telemetry.recent.RecentTraces;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Recent traces that a test puts there. */
public final class SampleTraces implements RecentTraces {
    private final List<RecentTrace> oldestFirst = new CopyOnWriteArrayList<>();

    /** Its trace's id. */
    public String keep(String reason, SpanData... spans) {
        String traceId = spans[0].getTraceId();
        oldestFirst.add(new RecentTrace(traceId, reason, List.of(spans), 0));
        return traceId;
    }

    @Override
    public List<RecentTrace> newestFirst() {
        List<RecentTrace> traces = new ArrayList<>(oldestFirst);
        Collections.reverse(traces);
        return traces;
    }

    @Override
    public Optional<RecentTrace> byId(String traceId) {
        return oldestFirst.stream()
                .filter(trace -> trace.traceId().equals(traceId))
                .findFirst();
    }
}
