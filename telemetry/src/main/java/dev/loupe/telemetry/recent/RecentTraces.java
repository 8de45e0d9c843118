package dev.loupe.telemetry.recent;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Optional;

/** Bounded store of the traces that were kept last, newest first. Thread-safe. */
public interface RecentTraces {
    /** All that are held, newest first: a snapshot. */
    List<RecentTrace> newestFirst();

    /** One trace by its 32 hex digits. */
    Optional<RecentTrace> byId(String traceId);

    /**
     * A kept trace.
     *
     * @param traceId 32 hex digits
     * @param keepReason why it was kept
     * @param spans in order of start
     * @param spansNotHeld how many more there were than are held
     */
    record RecentTrace(String traceId, String keepReason, List<SpanData> spans, int spansNotHeld) {}
}
