package dev.loupe.telemetry.keep;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What became of a trace. Reasons to keep stand in order of how much they tell: the first that applies is given. */
public enum Verdict {
    /** Something in it failed. */
    ERROR(0),
    /** Its local root took at least as long as the operation's threshold. */
    SLOW(1),
    /** A trusted caller's sampled flag asked for it. */
    ASKED(2),
    /** It is one of the 1 in N that every process keeps. */
    BASELINE(3),
    /** The policy keeps everything. */
    ALL(4),
    /** There is no reason to keep it. */
    DROPPED(5);

    private static final List<Verdict> BY_CODE =
            Arrays.stream(values()).sorted(Comparator.comparing(Verdict::code)).toList();

    private final byte code;
    private final String text = name().toLowerCase(Locale.ROOT);

    Verdict(int code) {
        this.code = (byte) code;
    }

    /** What stands for it in a compact memory: 0 to 5. */
    byte code() {
        return code;
    }

    static Verdict ofCode(byte code) {
        return BY_CODE.get(code);
    }

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
