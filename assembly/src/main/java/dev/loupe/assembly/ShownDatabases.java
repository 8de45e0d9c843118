package dev.loupe.assembly;

import dev.loupe.assembly.Databases.Watched;
import dev.loupe.relay.postgres.blame.LockWait.Blocker;
import dev.loupe.relay.postgres.blame.WaitSeen;
import dev.loupe.relay.postgres.monitor.PostgresMonitor;
import dev.loupe.relay.postgres.plan.StatementPlan;
import dev.loupe.relay.postgres.session.StatementFigures;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The databases of a process, as its console shows them. */
final class ShownDatabases implements dev.loupe.console.web.Databases {
    private static final int MOST_STATEMENTS = 1_000;
    private static final double NANOS = 1e9;

    private final List<Watched> databases;

    ShownDatabases(List<Watched> databases) {
        this.databases = List.copyOf(databases);
    }

    @Override
    public List<Database> all() {
        return databases.stream().map(ShownDatabases::shown).toList();
    }

    private static Database shown(Watched watched) {
        return new Database(
                watched.database().name(),
                watched.database().upstream().address(),
                watched.monitor().map(ShownMonitor::of),
                watched.path().statements().top(MOST_STATEMENTS).stream()
                        .map(ShownDatabases::shown)
                        .toList(),
                watched.monitor().map(PostgresMonitor::lockWaits).orElse(List.of()).stream()
                        .map(ShownDatabases::shown)
                        .toList(),
                watched.monitor().map(PostgresMonitor::plans).orElse(List.of()).stream()
                        .map(ShownDatabases::shown)
                        .toList());
    }

    private static Statement shown(StatementFigures figures) {
        return new Statement(
                figures.fingerprint(),
                figures.summary(),
                figures.text(),
                figures.calls(),
                figures.errors(),
                Math.round(figures.totalSeconds() * NANOS),
                Math.round(figures.maxSeconds() * NANOS),
                figures.rows(),
                Math.round(figures.lockWaitSeconds() * NANOS),
                figures.lastTraceId());
    }

    private static LockWait shown(WaitSeen seen) {
        return new LockWait(
                epochNanos(seen.since()),
                seen.waited().toNanos(),
                seen.over(),
                new Party(seen.summary(), traceOf(seen.span()), "", ""),
                seen.what().lock().type(),
                seen.what().lock().mode(),
                seen.what().lock().relation(),
                seen.what().blockers().stream().map(ShownDatabases::shown).toList(),
                seen.what().chain(),
                seen.what().cycle());
    }

    private static Party shown(Blocker blocker) {
        return new Party(blocker.summary(), traceOf(blocker.span()), blocker.state(), blocker.applicationName());
    }

    private static Plan shown(StatementPlan plan) {
        return new Plan(plan.fingerprint(), plan.summary(), epochNanos(plan.at()), plan.text(), plan.leftOut());
    }

    private static String traceOf(SpanContext span) {
        return span.isValid() ? span.getTraceId() : "";
    }

    private static long epochNanos(Instant moment) {
        return TimeUnit.SECONDS.toNanos(moment.getEpochSecond()) + moment.getNano();
    }
}
