package dev.loupe.telemetry.keep;

import java.util.HexFormat;

/**
 * Remembered verdicts, for spans that end after their local root. A kept trace is remembered by its trace id, since
 * all of it is wanted; a dropped span by its own id, so that its late children are dropped while another local root of
 * the same trace may still turn out to be worth keeping. The two do not push each other out. Not thread-safe.
 */
final class Verdicts {
    private final IdMemory keptTraces;
    private final IdMemory droppedSpans;

    /** @param capacity of each of the two memories */
    Verdicts(int capacity) {
        keptTraces = new IdMemory(capacity);
        droppedSpans = new IdMemory(capacity);
    }

    /** Why the trace was kept, or {@link Verdict#DROPPED} if it is not known to have been kept. */
    Verdict ofTrace(String traceId) {
        byte remembered = keptTraces.get(keyOfTrace(traceId));
        return remembered == IdMemory.UNKNOWN ? Verdict.DROPPED : Verdict.ofCode(remembered);
    }

    boolean isDropped(String spanId) {
        return droppedSpans.get(keyOfSpan(spanId)) != IdMemory.UNKNOWN;
    }

    void kept(String traceId, Verdict verdict) {
        keptTraces.put(keyOfTrace(traceId), verdict.code());
    }

    void dropped(String spanId) {
        droppedSpans.put(keyOfSpan(spanId), Verdict.DROPPED.code());
    }

    private static long keyOfTrace(String traceId) {
        return Long.rotateLeft(HexFormat.fromHexDigitsToLong(traceId, 0, 16), 17)
                ^ HexFormat.fromHexDigitsToLong(traceId, 16, 32);
    }

    private static long keyOfSpan(String spanId) {
        return HexFormat.fromHexDigitsToLong(spanId);
    }
}
