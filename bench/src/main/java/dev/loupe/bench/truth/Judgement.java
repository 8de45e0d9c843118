package dev.loupe.bench.truth;

import dev.loupe.bench.sink.ReceivedSpan;
import dev.loupe.relay.correlation.Evidence;
import dev.loupe.relay.correlation.Verdict;
import dev.loupe.telemetry.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    Judgement(Ledger ledger, Map<String, ReceivedSpan> spans) {
        this.ledger = ledger;
        for (Ledger.Entry entry : ledger.entries()) {
            Finding finding = entry.statement() ? statement(entry) : call(entry, spans);
            if (finding == null) {
                lost++;
            } else {
                findings.add(finding);
            }
        }
    }

    private Finding statement(Ledger.Entry entry) {
        Verdict verdict = ledger.verdict(entry.number());
        String parent = verdict instanceof Verdict.Attributed attributed
                ? attributed.parent().getTraceId() + '-' + attributed.parent().getSpanId()
                : "";
        return new Finding(entry, verdict.evidence(), parent);
    }

    private Finding call(Ledger.Entry entry, Map<String, ReceivedSpan> spans) {
        String ids = ledger.spanOfCall(entry.number());
        ReceivedSpan span = ids == null ? null : spans.get(ids);
        String evidence = span == null ? null : span.texts().get(Names.CORRELATION.getKey());
        if (evidence == null) {
            return null;
        }
        return new Finding(
                entry,
                Evidence.valueOf(evidence.toUpperCase(Locale.ROOT)),
                span.parentSpanId().isEmpty() ? "" : span.traceId() + '-' + span.parentSpanId());
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
