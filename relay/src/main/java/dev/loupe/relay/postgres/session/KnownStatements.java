package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.statement.ParsedStatement;
import dev.loupe.relay.postgres.statement.ParsedStatement.TransactionControl;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * The statements that were run in one database of a server. Bounded: what there is no room for is known only while it runs, and
 * is labelled {@code _OTHER}. Thread-safe.
 */
final class KnownStatements {
    /** Summary of all that there is no room to tell apart. */
    static final String OTHER = "_OTHER";

    /** One path's, over all its databases: as many labels as a metric has room for beside outcomes. */
    private static final int MOST_LABELS = 150;

    private final DatabaseSettings settings;
    private final String namespace;
    private final SlowStatements statements;
    private final Set<String> summaries;
    private final Predicate<String> excludes;
    private final ConcurrentMap<String, KnownStatement> byFingerprint = new ConcurrentHashMap<>();
    private final Attributes server;

    /**
     * @param namespace the database; empty if it is not known
     * @param summaries that are labels already, of all databases of the path
     * @param excludes tells by its summary whether a statement leaves no span
     */
    KnownStatements(
            DatabaseSettings settings,
            String namespace,
            SlowStatements statements,
            Set<String> summaries,
            Predicate<String> excludes) {
        this.settings = settings;
        this.namespace = namespace;
        this.statements = statements;
        this.summaries = summaries;
        this.excludes = excludes;
        this.server = server().build();
    }

    String namespace() {
        return namespace;
    }

    KnownStatement of(ParsedStatement parsed) {
        KnownStatement known = byFingerprint.get(parsed.fingerprint());
        if (known != null) {
            return known;
        }
        return byFingerprint.size() < settings.fingerprints()
                ? byFingerprint.computeIfAbsent(parsed.fingerprint(), unknown -> make(parsed))
                : make(parsed);
    }

    private KnownStatement make(ParsedStatement parsed) {
        boolean control = parsed.transaction() != TransactionControl.NONE
                || isSavepoint(parsed.operation())
                || parsed.operation().equals("ROLLBACK");
        String label = label(parsed.summary());
        String operation = label.equals(OTHER) ? OTHER : parsed.operation();
        return new KnownStatement(
                label,
                control ? "" : namespace + ' ' + parsed.fingerprint(),
                excludes.test(parsed.summary()),
                new KnownStatement.Kind(
                        parsed.text().toUpperCase(Locale.ROOT).contains("NOWAIT"),
                        parsed.transaction() == TransactionControl.BEGIN || isSavepoint(parsed.operation())),
                described(parsed),
                statements.figures(parsed.fingerprint(), parsed.summary(), parsed.text()),
                new KnownStatement.Labels(settings.name(), operation, server));
    }

    private static boolean isSavepoint(String operation) {
        return operation.equals("SAVEPOINT") || operation.equals("RELEASE");
    }

    private String label(String summary) {
        if (summaries.contains(summary)) {
            return summary;
        }
        return summaries.size() < MOST_LABELS && summaries.add(summary) ? summary : OTHER;
    }

    private AttributesBuilder server() {
        AttributesBuilder server =
                Attributes.builder().put(Names.DB_SYSTEM, "postgresql").put(Names.SERVER_ADDRESS, settings.host());
        if (settings.port() > 0) {
            server.put(Names.SERVER_PORT, (long) settings.port());
        }
        if (!namespace.isEmpty()) {
            server.put(Names.DB_NAMESPACE, namespace);
        }
        return server;
    }

    private Attributes described(ParsedStatement parsed) {
        AttributesBuilder described = server().put(Names.PEER_SERVICE, settings.name())
                .put(Names.DB_OPERATION, parsed.operation())
                .put(Names.DB_QUERY_SUMMARY, parsed.summary())
                .put(Names.DB_QUERY_TEXT, parsed.text())
                .put(Names.DB_FINGERPRINT, parsed.fingerprint());
        if (!parsed.collection().isEmpty()) {
            described.put(Names.DB_COLLECTION, parsed.collection());
        }
        return described.build();
    }
}
