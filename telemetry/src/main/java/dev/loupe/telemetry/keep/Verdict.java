package dev.loupe.telemetry.keep;

import java.util.Locale;

/** What became of a trace. Reasons to keep stand in order of how much they tell: the first that applies is given. */
public enum Verdict {
    /** Something in it failed. */
    ERROR,
    /** Its local root took at least as long as the operation's threshold. */
    SLOW,
    /** A trusted caller's sampled flag asked for it. */
    ASKED,
    /** It is one of the 1 in N that every process keeps. */
    BASELINE,
    /** The policy keeps everything. */
    ALL,
    /** There is no reason to keep it. */
    DROPPED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** Whether its spans leave the process. */
    public boolean isKept() {
        return this != DROPPED;
    }

    /** The value of {@code loupe.keep.reason}, such as {@code slow}. */
    public String text() {
        return text;
    }

    /** The one of the two that tells more. */
    public Verdict orMoreTelling(Verdict other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
