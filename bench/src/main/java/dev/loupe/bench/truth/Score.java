package dev.loupe.bench.truth;

/**
 * What was said, compared with what was.
 *
 * @param evidence on which it was said, or {@code all}
 * @param operations of those that carry such evidence; those that got this verdict where it attributes nothing; or all that
 *     a request caused
 * @param attributed those for which a request was named on this evidence
 * @param right those of them for which it was the right one
 */
record Score(String evidence, long operations, long attributed, long right) {

    /** Attributed rightly, of all attributed; NaN if none was. */
    double precision() {
        return attributed == 0 ? Double.NaN : (double) right / attributed;
    }

    /** Attributed rightly, of all; NaN if there was none. */
    double recall() {
        return operations == 0 ? Double.NaN : (double) right / operations;
    }

    long wrong() {
        return attributed - right;
    }

    Score plus(Score other) {
        return new Score(evidence, operations + other.operations, attributed + other.attributed, right + other.right);
    }
}
