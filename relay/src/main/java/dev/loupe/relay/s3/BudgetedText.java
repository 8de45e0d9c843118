package dev.loupe.relay.s3;

/**
 * A text of which only so many characters may be read in all. A regular expression reads its input through {@link
 * #charAt}, so one that goes back and forth without end (as {@code (a+)+b} does) is stopped here rather than by nobody.
 */
final class BudgetedText implements CharSequence {
    /** Reads; about 15 for each character of the longest text, together in the order of a millisecond. */
    static final int BUDGET = 30_000;

    private final String text;
    private int left = BUDGET;

    /** The budget is spent; without a stack trace, since it is an answer and not a fault. */
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private SpentException() {
            super("the regular expression takes too long on this text", null, false, false);
        }
    }

    BudgetedText(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new SpentException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
