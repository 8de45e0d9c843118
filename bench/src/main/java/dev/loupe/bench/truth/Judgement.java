package dev.loupe.bench.truth;

import dev.loupe.bench.sink.ReceivedSpan;
import dev.loupe.relay.correlation.Evidence;
import dev.loupe.telemetry.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Compares what was exported with the ledger. */
final class Judgement {
    /** The name of the score over everything. */
    static final String ALL = "all";

    private final Ledger ledger;
    private final List<Finding> findings = new ArrayList<>();
    private long lost;

    /**
     * An operation and what was said of it.
     *
     * @param parent trace and span; empty if it was attributed to nothing
     */
    private record Finding(Ledger.Entry entry, Evidence evidence, String parent) {
        boolean attributed() {
            return !parent.isEmpty();
        }
    }

    private Judgement(Ledger ledger, Ledger.Kind kind, Map<String, ReceivedSpan> all, IntFunction<ReceivedSpan> span) {
        this.ledger = ledger;
        for (Ledger.Entry entry : ledger.entries()) {
            if (entry.kind() == kind) {
                Finding finding = finding(entry, span.apply(entry.number()), all);
                if (finding == null) {
                    lost++;
                } else {
                    findings.add(finding);
                }
            }
        }
    }

    /** Of the calls of other services. */
    static Judgement ofCalls(Ledger ledger, Map<String, ReceivedSpan> spans) {
        return new Judgement(ledger, Ledger.Kind.CALL, spans, call -> {
            String ids = ledger.spanOfCall(call);
            return ids == null ? null : spans.get(ids);
        });
    }

    /** Of the statements of databases. */
    static Judgement ofStatements(Ledger ledger, Map<String, ReceivedSpan> spans, Sightings sightings) {
        return new Judgement(ledger, Ledger.Kind.STATEMENT, spans, sightings.spans(spans.values(), ledger)::get);
    }

    /** Of the messages that were published. */
    static Judgement ofPublishes(Ledger ledger, Map<String, ReceivedSpan> spans) {
        return new Judgement(ledger, Ledger.Kind.PUBLISH, spans, MessageSpans.published(spans.values(), ledger)::get);
    }

    private static Finding finding(Ledger.Entry entry, ReceivedSpan span, Map<String, ReceivedSpan> all) {
        String evidence = span == null ? null : span.texts().get(Names.CORRELATION.getKey());
        if (evidence == null) {
            return null;
        }
        ReceivedSpan parent = all.get(parent(span));
        boolean inTransaction = parent != null && parent.texts().containsKey(Names.DB_TRANSACTION_OUTCOME.getKey());
        return new Finding(
                entry,
                Evidence.valueOf(evidence.toUpperCase(Locale.ROOT)),
                inTransaction ? parent(parent) : parent(span));
    }

    private static String parent(ReceivedSpan span) {
        return span.parentSpanId().isEmpty() ? "" : span.traceId() + '-' + span.parentSpanId();
    }

    /** Operations of which no span arrived. */
    long lost() {
        return lost;
    }

    /** One for each kind of evidence, then one over everything. */
    List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        for (Evidence evidence : Evidence.values()) {
            scores.add(score(
                    evidence.text(), finding -> finding.evidence() == evidence, finding -> carries(evidence, finding)));
        }
        scores.add(score(ALL, any -> true, finding -> finding.entry().isCaused()));
        return scores;
    }

    /** Operations for orders that were surely those of two requests at once: nobody can know which, so none is right. */
    Score shared() {
        Predicate<Finding> shared = finding -> finding.entry().task().shared();
        return score("shared", shared, shared);
    }

    private static boolean carries(Evidence evidence, Finding finding) {
        Ledger.Entry entry = finding.entry();
        return switch (evidence) {
            case EXPLICIT -> entry.carries() == Carries.CONTEXT;
            case KEY -> entry.carries() == Carries.KEY && entry.isCaused();
            case TRANSACTION -> entry.carries() == Carries.TRANSACTION;
            case SOLE ->
                entry.carries() == Carries.NOTHING
                        && entry.isCaused()
                        && !entry.task().late();
            case AMBIGUOUS, NONE -> finding.evidence() == evidence;
        };
    }

    private Score score(String name, Predicate<Finding> said, Predicate<Finding> population) {
        long operations = findings.stream().filter(population).count();
        List<Finding> attributed =
                findings.stream().filter(said.and(Finding::attributed)).toList();
        return new Score(
                name,
                operations,
                attributed.size(),
                attributed.stream().filter(this::isRight).count());
    }

    private boolean isRight(Finding finding) {
        return finding.entry().isCaused()
                && finding.parent()
                        .equals(ledger.spanOfRequest(finding.entry().task().request()));
    }
}
