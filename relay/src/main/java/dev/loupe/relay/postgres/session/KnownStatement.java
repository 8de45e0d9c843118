package dev.loupe.relay.postgres.session;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What follows from a statement's text and its database alone, so that it is made once: what its spans say of it, its labels,
 * its shape. Thread-safe.
 */
final class KnownStatement {
    private final String label;
    private final String shape;
    private final boolean excluded;
    private final Kind kind;
    private final Attributes described;
    private final Figures figures;
    private final Labels labels;
    private final Attributes succeeded;
    private final Attributes succeededConventionally;
    private final Map<Failure, Attributes> byFailure = new ConcurrentHashMap<>(0);
    private final Map<Failure, Attributes> conventional = new ConcurrentHashMap<>(0);
    private final Attributes unlabelled;

    /**
     * What is peculiar about it.
     *
     * @param noWait whether it says that it does not wait for locks
     * @param instant whether it takes the server no time, such as BEGIN: the server keeps its answer until the statement behind
     *     it is done, and must not be taken to be at it so long
     */
    record Kind(boolean noWait, boolean instant) {}

    /**
     * What its labels are made of.
     *
     * @param database the configured name
     * @param operation such as {@code SELECT}
     * @param server without what tells one statement from another
     */
    record Labels(String database, String operation, Attributes server) {}

    /**
     * @param label its summary, if there is room for it among the labels
     * @param shape empty for one that every kind of work does alike
     * @param described what each of its spans says
     */
    KnownStatement(
            String label,
            String shape,
            boolean excluded,
            Kind kind,
            Attributes described,
            Figures figures,
            Labels labels) {
        this.label = label;
        this.shape = shape;
        this.excluded = excluded;
        this.kind = kind;
        this.described = described;
        this.figures = figures;
        this.labels = labels;
        this.unlabelled = Attributes.of(Names.DATABASE, labels.database(), Names.DB_QUERY_SUMMARY, label);
        this.succeeded = makeLabels(Failure.NONE);
        this.succeededConventionally = makeConventional(Failure.NONE);
    }

    String label() {
        return label;
    }

    String shape() {
        return shape;
    }

    /** Whether it leaves no spans. */
    boolean excluded() {
        return excluded;
    }

    Kind kind() {
        return kind;
    }

    Attributes described() {
        return described;
    }

    Figures figures() {
        return figures;
    }

    /** Labels of Loupe's own metrics, without an outcome. */
    Attributes labels() {
        return unlabelled;
    }

    /** Labels of Loupe's own metrics. */
    Attributes labels(Failure failure) {
        return failure == Failure.NONE ? succeeded : byFailure.computeIfAbsent(failure, this::makeLabels);
    }

    private Attributes makeLabels(Failure failure) {
        return unlabelled.toBuilder()
                .put(Names.OUTCOME, failure == Failure.NONE ? "ok" : failure.text())
                .build();
    }

    /** Labels by the semantic conventions. */
    Attributes conventional(Failure failure) {
        return failure == Failure.NONE
                ? succeededConventionally
                : conventional.computeIfAbsent(failure, this::makeConventional);
    }

    private Attributes makeConventional(Failure failure) {
        return labels.server().toBuilder()
                .put(Names.DB_OPERATION, labels.operation())
                .put(Names.DB_QUERY_SUMMARY, label)
                .put(Names.ERROR_TYPE, failure == Failure.NONE ? null : failure.text())
                .build();
    }
}
