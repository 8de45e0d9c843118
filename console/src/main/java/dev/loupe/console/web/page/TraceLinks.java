package dev.loupe.console.web.page;

import dev.loupe.telemetry.recent.RecentTraces;
import java.util.Optional;

/** Where one can read on about a trace. */
final class TraceLinks {
    private final RecentTraces traces;
    private final Frame frame;

    TraceLinks(RecentTraces traces, Frame frame) {
        this.traces = traces;
        this.frame = frame;
    }

    /** Its page here; empty if it is not held. */
    Optional<String> held(String traceId) {
        return traceId.isEmpty() ? Optional.empty() : traces.byId(traceId).map(trace -> "/trace/" + traceId);
    }

    /** Its page here, or in Jaeger, where another process may have left it; empty if there is neither. */
    Optional<String> anywhere(String traceId) {
        return traceId.isEmpty() ? Optional.empty() : held(traceId).or(() -> frame.inJaeger(traceId));
    }
}
