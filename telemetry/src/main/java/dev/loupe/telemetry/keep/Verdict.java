package dev.loupe.telemetry.keep;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What became of a trace. Reasons to keep stand in order of how much they tell: the first that applies is given. */
public enum Verdict {
    /** Something in it failed. */
    ERROR(0),
    /** Something that should have happened never did. */
    LOST(1),
    /** Something was done twice. */
    DUPLICATE(2),
    /** A queue gave a message up, and it was delivered from where such messages go. */
    DEAD(12),
    /** Something arrived shorter than it was sent. */
    TRUNCATED(3),
    /** An order waits longer than its stage may take, or a consumer keeps a message for longer than it may. */
    STUCK(4),
    /** A message was in its queue for longer than it may be. */
    LATE(11),
    /** It waited for a lock. */
    LOCK(5),
    /** Its local root took at least as long as the operation's threshold, or a statement in it as its database's. */
    SLOW(6),
    /** A trusted caller's sampled flag asked for it. */
    ASKED(7),
    /** It is one of the 1 in N that every process keeps. */
    BASELINE(8),
    /** The policy keeps everything. */
    ALL(9),
    /** There is no reason to keep it. */
    DROPPED(10);

    private static final Map<String, Verdict> CAN_BE_ASKED_FOR = Stream.of(
                    LOST, DUPLICATE, DEAD, TRUNCATED, STUCK, LATE, LOCK, SLOW, ASKED)
            .collect(toUnmodifiableMap(Verdict::text, v -> v));
    private static final List<Verdict> BY_CODE =
            Arrays.stream(values()).sorted(Comparator.comparing(Verdict::code)).toList();

    private final byte code;
    private final String text = name().toLowerCase(Locale.ROOT);

    Verdict(int code) {
        this.code = (byte) code;
    }

    /** What stands for it in a compact memory: 0 to 12. */
    byte code() {
        return code;
    }

    static Verdict ofCode(byte code) {
        return BY_CODE.get(code);
    }

    /**
     * What a span can ask to be kept for with {@code loupe.keep.ask}.
     *
     * @param text of the attribute; null if there is none
     * @return {@link #DROPPED} if it asks for nothing that can be asked for
     */
    static Verdict askedFor(String text) {
        return text == null ? DROPPED : CAN_BE_ASKED_FOR.getOrDefault(text, DROPPED);
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
