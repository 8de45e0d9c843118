package dev.loupe.console.web.page;

import dev.loupe.telemetry.live.LiveOperations;
import dev.loupe.telemetry.recent.RecentTraces;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/** Renders the console's pages, and the parts of them that a browser asks for again and again. Thread-safe. */
public final class Pages {
    private final Templates templates = new Templates();
    private final LiveOperations live;
    private final RecentTraces traces;
    private final Frame frame;
    private final Times times;

    /**
     * @param frame what stands around every page
     * @param zone in which times are told
     * @param now the present
     */
    public Pages(LiveOperations live, RecentTraces traces, Frame frame, ZoneId zone, Supplier<Instant> now) {
        this.live = live;
        this.traces = traces;
        this.frame = frame;
        this.times = new Times(zone, now);
    }

    /** The page that people look at. */
    public String dashboard(TraceFilter filter) {
        return templates.render("dashboard", new Dashboard(frame, livePanel(), figuresPanel(), tracesPanel(filter)));
    }

    /** Its part on what is in flight. */
    public String live() {
        return templates.render("live", livePanel());
    }

    /** Its part on operations and slow files. */
    public String figures() {
        return templates.render("figures", figuresPanel());
    }

    /** Its part on recent traces. */
    public String traces(TraceFilter filter) {
        return templates.render("traces", tracesPanel(filter));
    }

    /** A trace's own page; empty if that trace is not held. */
    public Optional<String> trace(String traceId) {
        return traces.byId(traceId)
                .filter(trace -> !trace.spans().isEmpty())
                .map(trace -> templates.render(
                        "trace",
                        new TracePage(frame, TraceView.of(trace, new TraceLinks(traces, frame), frame, times))));
    }

    /** The page in place of a trace that is not held. */
    public String unknownTrace(String traceId) {
        return templates.render("unknown", new UnknownTrace(frame, traceId, jaegerOf(traceId)));
    }

    /** The page in place of one that does not exist or cannot be shown. */
    public String sorry(String headline, String explanation) {
        return templates.render("sorry", new Sorry(frame, headline, explanation));
    }

    private Optional<String> jaegerOf(String traceId) {
        return traceId.matches("[0-9a-f]{32}") ? frame.inJaeger(traceId) : Optional.empty();
    }

    private LivePanel livePanel() {
        return LivePanel.of(live, times);
    }

    private FiguresPanel figuresPanel() {
        return FiguresPanel.of(live, traces);
    }

    private TracesPanel tracesPanel(TraceFilter filter) {
        return TracesPanel.of(traces, filter, times);
    }

    record Dashboard(Frame frame, LivePanel live, FiguresPanel figures, TracesPanel traces) {
        /** Whether nothing has ever passed, as far as anybody remembers. */
        boolean isQuiet() {
            return live.lately() == 0 && live.runningCount() == 0 && traces.held() == 0;
        }
    }

    record TracePage(Frame frame, TraceView view) {}

    record UnknownTrace(Frame frame, String traceId, Optional<String> jaeger) {}

    record Sorry(Frame frame, String headline, String explanation) {}
}
