package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.relay.postgres.protocol.SqlText;
import dev.loupe.relay.postgres.statement.ParsedStatement;
import dev.loupe.relay.postgres.statement.StatementNames;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What all sessions of one path share. Thread-safe. */
final class Database {
    /** More databases than that behind one listener are taken for one. */
    private static final int MOST_NAMESPACES = 64;

    private final DatabaseSettings settings;
    private final Function<SqlText, List<ParsedStatement>> texts;
    private final StatementKeys keys;
    private final StatementNames excludes;
    private final Judge judge;
    private final Places places;
    private final Telling telling;
    private final DatabaseMetrics metrics;
    private final Backends backends;
    private final Clocks clocks;
    private final SlowStatements figures;
    private final Set<BackendView> sessions = ConcurrentHashMap.newKeySet();
    private final Set<String> summaries = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, KnownStatements> byNamespace = new ConcurrentHashMap<>();

    /**
     * @param nanos monotonic
     * @param epochNanos since 1970
     */
    record Clocks(LongSupplier nanos, LongSupplier epochNanos) {}

    /**
     * What texts mean.
     *
     * @param statements tells the statements of a text
     */
    record Meaning(Function<SqlText, List<ParsedStatement>> statements, StatementKeys keys) {}

    Database(
            DatabaseSettings settings,
            Meaning meaning,
            Judge judge,
            Places places,
            Telling telling,
            DatabaseMetrics metrics,
            Backends backends,
            Clocks clocks) {
        this.settings = settings;
        this.texts = meaning.statements();
        this.excludes = new StatementNames(settings.exclude());
        this.keys = meaning.keys();
        this.judge = judge;
        this.places = places;
        this.telling = telling;
        this.metrics = metrics;
        this.backends = backends;
        this.clocks = clocks;
        this.figures = new SlowStatements(settings.fingerprints());
    }

    List<ParsedStatement> read(SqlText text) {
        return texts.apply(text);
    }

    StatementKeys keys() {
        return keys;
    }

    Judge judge() {
        return judge;
    }

    Places places() {
        return places;
    }

    Telling telling() {
        return telling;
    }

    DatabaseMetrics metrics() {
        return metrics;
    }

    Backends backends() {
        return backends;
    }

    SlowStatements figures() {
        return figures;
    }

    SessionClock sessionClock() {
        return new SessionClock(clocks.nanos(), clocks.epochNanos());
    }

    BackendView view() {
        return new BackendView(places);
    }

    /** Sessions that the server has accepted. */
    Set<BackendView> sessions() {
        return sessions;
    }

    /** The statements of one of the server's databases. */
    KnownStatements statements(String namespace) {
        KnownStatements known = byNamespace.get(namespace);
        if (known != null) {
            return known;
        }
        String name = byNamespace.size() < MOST_NAMESPACES ? namespace : "";
        return byNamespace.computeIfAbsent(
                name, unknown -> new KnownStatements(settings, unknown, figures, summaries, excludes));
    }
}
