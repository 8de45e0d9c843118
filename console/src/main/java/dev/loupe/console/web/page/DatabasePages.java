package dev.loupe.console.web.page;

import dev.loupe.console.web.Databases;
import dev.loupe.telemetry.recent.RecentTraces;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/** Renders the pages on databases and locks, and the parts of them that a browser asks for again and again. Thread-safe. */
public final class DatabasePages {
    private final Templates templates = new Templates();
    private final Databases databases;
    private final TraceLinks links;
    private final Frame frame;
    private final Times times;

    /**
     * @param traces that are held, to link to
     * @param frame what stands around every page
     * @param zone in which times are told
     * @param now the present
     */
    public DatabasePages(Databases databases, RecentTraces traces, Frame frame, ZoneId zone, Supplier<Instant> now) {
        this.databases = databases;
        this.links = new TraceLinks(traces, frame);
        this.frame = frame;
        this.times = new Times(zone, now);
    }

    /** The page on databases and their statements. */
    public String statements(StatementFilter filter) {
        return templates.render(
                "databases",
                new StatementsPage(
                        frame,
                        ServersPanel.of(databases.all()),
                        StatementsPanel.of(databases.all(), filter, links, times)));
    }

    /** Its part on the databases themselves. */
    public String servers() {
        return templates.render("servers", ServersPanel.of(databases.all()));
    }

    /** Its part on the statements. */
    public String rows(StatementFilter filter) {
        return templates.render("statements", StatementsPanel.of(databases.all(), filter, links, times));
    }

    /** The page on locks. */
    public String locks() {
        return templates.render("locks", new LocksPage(frame, LocksPanel.of(databases.all(), links, times)));
    }

    /** All of that page that changes. */
    public String waits() {
        return templates.render("waits", LocksPanel.of(databases.all(), links, times));
    }

    record StatementsPage(Frame frame, ServersPanel servers, StatementsPanel statements) {}

    record LocksPage(Frame frame, LocksPanel locks) {}
}
