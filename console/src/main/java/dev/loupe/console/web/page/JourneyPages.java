package dev.loupe.console.web.page;

import dev.loupe.console.web.Journeys;
import dev.loupe.telemetry.recent.RecentTraces;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Renders the pages on orders, and the parts of them that a browser asks for again and again. Thread-safe. */
public final class JourneyPages {
    private static final long NANOS = 1_000_000_000L;

    private final Templates templates = new Templates();
    private final Journeys journeys;
    private final RecentTraces traces;
    private final Frame frame;
    private final Times times;

    /**
     * @param traces that are held, to link to
     * @param frame what stands around every page
     * @param zone in which times are told
     * @param now the present
     */
    public JourneyPages(Journeys journeys, RecentTraces traces, Frame frame, ZoneId zone, Supplier<Instant> now) {
        this.journeys = journeys;
        this.traces = traces;
        this.frame = frame;
        this.times = new Times(zone, now);
    }

    /** The page on all orders. */
    public String list(JourneyFilter filter) {
        List<JourneyRow> rows = rows();
        return templates.render(
                "journeys",
                new ListPage(
                        frame,
                        StagesPanel.of(journeys, rows, filter),
                        JourneysPanel.of(journeys, rows, filter, times)));
    }

    /** Its part on the stages. */
    public String stages(JourneyFilter filter) {
        return templates.render("stages", StagesPanel.of(journeys, rows(), filter));
    }

    /** Its part on the orders. */
    public String rows(JourneyFilter filter) {
        return templates.render("journeyrows", JourneysPanel.of(journeys, rows(), filter, times));
    }

    /** An order's own page; empty if nothing is known of it. */
    public Optional<String> journey(String order) {
        return view(order).map(view -> templates.render("journey", new OrderPage(frame, view)));
    }

    /** All of that page that changes; says so if nothing is known of the order any longer. */
    public String part(String order) {
        return view(order)
                .map(view -> templates.render("journeypart", view))
                .orElseGet(() -> templates.render("forgotten", new Forgotten(order)));
    }

    /** The page in place of an order of which nothing is known. */
    public String unknown(String order) {
        return templates.render("unknownjourney", new UnknownOrder(frame, order));
    }

    private Optional<JourneyView> view(String order) {
        return journeys.find(order)
                .map(journey -> JourneyView.of(new JourneyRow(journey, now()), journeys, traces, frame, times));
    }

    private List<JourneyRow> rows() {
        long now = now();
        return journeys.all().stream()
                .map(journey -> new JourneyRow(journey, now))
                .toList();
    }

    private long now() {
        Instant now = times.now().get();
        return now.getEpochSecond() * NANOS + now.getNano();
    }

    record ListPage(Frame frame, StagesPanel stages, JourneysPanel journeys) {}

    record OrderPage(Frame frame, JourneyView view) {}

    record Forgotten(String order) {}

    record UnknownOrder(Frame frame, String order) {}
}
