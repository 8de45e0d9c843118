package dev.loupe.console.web.page;

import dev.loupe.console.web.Brokers;
import dev.loupe.console.web.Brokers.Life;
import dev.loupe.console.web.Brokers.Trouble;
import dev.loupe.telemetry.recent.RecentTraces;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders the pages on queues and messages, and the parts of them that a browser asks for again and again. Thread-safe. */
public final class BrokerPages {
    private static final long NANOS = 1_000_000_000L;

    private final Templates templates = new Templates();
    private final Brokers brokers;
    private final TraceLinks links;
    private final Frame frame;
    private final Times times;

    /**
     * @param traces that are held, to link to
     * @param frame what stands around every page
     * @param zone in which times are told
     * @param now the present
     */
    public BrokerPages(Brokers brokers, RecentTraces traces, Frame frame, ZoneId zone, Supplier<Instant> now) {
        this.brokers = brokers;
        this.links = new TraceLinks(traces, frame);
        this.frame = frame;
        this.times = new Times(zone, now);
    }

    /** The page on brokers and their queues. */
    public String queues(QueueFilter filter) {
        return templates.render(
                "queues", new QueuesPage(frame, BrokersPanel.of(brokers.all()), QueuesPanel.of(brokers.all(), filter)));
    }

    /** Its part on the brokers themselves. */
    public String brokers() {
        return templates.render("brokers", BrokersPanel.of(brokers.all()));
    }

    /** Its part on the queues. */
    public String queueRows(QueueFilter filter) {
        return templates.render("queuerows", QueuesPanel.of(brokers.all(), filter));
    }

    /** The page on messages that something went wrong with. */
    public String messages(MessageFilter filter) {
        return templates.render("messages", new MessagesPage(frame, panel(filter)));
    }

    /** All of that page that changes. */
    public String messageRows(MessageFilter filter) {
        return templates.render("messagerows", panel(filter));
    }

    private MessagesPanel panel(MessageFilter filter) {
        return MessagesPanel.of(brokers.all(), filter, frame.journeys(), links, times);
    }

    /** A message's own page; empty if nothing is known of it. */
    public Optional<String> life(String traceId, String spanId) {
        return view(traceId, spanId).map(view -> templates.render("message", new LifePage(frame, view)));
    }

    /** All of that page that changes; says so if nothing is known of the message any longer. */
    public String lifePart(String traceId, String spanId) {
        return view(traceId, spanId)
                .map(view -> templates.render("messagepart", view))
                .orElseGet(() -> templates.render("forgottenmessage", new Forgotten(traceId)));
    }

    /** The page in place of a message of which nothing is known. */
    public String unknown(String traceId) {
        return templates.render("unknownmessage", new UnknownMessage(frame, traceId));
    }

    private Optional<LifeView> view(String traceId, String spanId) {
        return brokers.find(traceId, spanId)
                .map(life -> LifeView.of(life, troubles(life), frame.journeys(), links, times, now()));
    }

    private List<Trouble> troubles(Life life) {
        Set<String> spans = Stream.concat(
                        Stream.of(life.spanId()), life.steps().stream().map(Brokers.Step::spanId))
                .filter(span -> !span.isEmpty())
                .collect(Collectors.toSet());
        return brokers.all().stream()
                .flatMap(broker -> broker.troubles().stream())
                .filter(trouble -> spans.contains(trouble.spanId()))
                .sorted(Comparator.comparingLong(Trouble::at))
                .toList();
    }

    private long now() {
        Instant now = times.now().get();
        return now.getEpochSecond() * NANOS + now.getNano();
    }

    record QueuesPage(Frame frame, BrokersPanel brokers, QueuesPanel queues) {}

    record MessagesPage(Frame frame, MessagesPanel messages) {}

    record LifePage(Frame frame, LifeView view) {}

    record Forgotten(String traceId) {}

    record UnknownMessage(Frame frame, String traceId) {}
}
