package dev.loupe.bench.truth;

import dev.loupe.relay.correlation.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What correlation is held to. */
final class Bars {
    /** Precision of what rests on the only request in flight. */
    static final double SOLE_PRECISION = 0.99;

    /** Recall of keys, where operations carry them. */
    static final double KEY_RECALL = 0.95;

    private static final int BUSY = 64;

    /** Fewer say nothing about a precision of 0.99; they count in the sum of all cases. */
    private static final int ENOUGH = 100;

    private static final Set<String> NEVER_WRONG =
            Set.of(Evidence.EXPLICIT.text(), Evidence.KEY.text(), Evidence.TRANSACTION.text());
    private static final Set<String> NEVER_ATTRIBUTED = Set.of(Evidence.AMBIGUOUS.text(), Evidence.NONE.text());

    private Bars() {}

    /** What the table says of one figure. */
    static String verdict(Score score, int clients) {
        List<String> missed = missed(score, clients);
        if (!missed.isEmpty()) {
            return "MISS";
        }
        return score.evidence().equals(Judgement.ALL) ? "" : "pass";
    }

    /** All that is missed, each as a sentence; empty if nothing is. */
    static List<String> missed(List<CaseResult> results) {
        List<String> missed = new ArrayList<>();
        Score sole = new Score(Evidence.SOLE.text(), 0, 0, 0);
        for (CaseResult result : results) {
            String label = result.label() + ": ";
            result.failure().ifPresent(failure -> missed.add(label + failure));
            if (result.lost() > 0) {
                missed.add(label + result.lost() + " operations left no span");
            }
            if (result.shared().attributed() > 0) {
                missed.add(
                        label + result.shared().attributed() + " operations for an order of two requests at once were"
                                + " attributed, " + result.shared().wrong() + " of them wrongly");
            }
            for (Score score : result.scores()) {
                missed(score, result.clients()).forEach(what -> missed.add(label + what));
            }
            sole = sole.plus(result.score(Evidence.SOLE.text()));
        }
        if (sole.attributed() > 0 && sole.precision() < SOLE_PRECISION) {
            missed.add("sole over all cases: precision " + CaseResult.ratio(sole.precision()));
        }
        return missed;
    }

    /** Calls of other services have no transactions. */
    private static boolean transactionOfNone(Score score) {
        return score.evidence().equals(Evidence.TRANSACTION.text()) && score.operations() == 0;
    }

    private static List<String> missed(Score score, int clients) {
        List<String> missed = new ArrayList<>();
        String evidence = score.evidence();
        boolean proven = score.attributed() > 0 || transactionOfNone(score);
        if (NEVER_WRONG.contains(evidence) && (score.wrong() > 0 || !proven)) {
            missed.add(evidence + ": " + score.wrong() + " of " + score.attributed() + " attributed wrongly");
        }
        if (NEVER_ATTRIBUTED.contains(evidence) && score.attributed() > 0) {
            missed.add(evidence + ": " + score.attributed() + " attributed");
        }
        if (evidence.equals(Evidence.SOLE.text())
                && score.attributed() >= ENOUGH
                && score.precision() < SOLE_PRECISION) {
            missed.add("sole: precision " + CaseResult.ratio(score.precision()));
        }
        if (evidence.equals(Evidence.KEY.text()) && clients >= BUSY && score.recall() < KEY_RECALL) {
            missed.add("key: recall " + CaseResult.ratio(score.recall()));
        }
        return missed;
    }
}
