package dev.loupe.telemetry.keep;

import java.util.HexFormat;

/**
 * Chooses 1 trace in N by its id alone, so that every process keeps the same ones. The rule is that of OpenTelemetry's
 * {@code TraceIdRatioBased} sampler: the low 8 bytes of the id, without their sign, lie below the ratio's share.
 */
final class Baseline {
    private final boolean everything;
    private final long bound;

    /** @param oneIn 1 keeps all */
    Baseline(long oneIn) {
        everything = oneIn == 1;
        bound = (long) (1.0 / oneIn * Long.MAX_VALUE);
    }

    /** @param traceId 32 hex digits */
    boolean keeps(String traceId) {
        return everything || Math.abs(HexFormat.fromHexDigitsToLong(traceId, 16, 32)) < bound;
    }
}
