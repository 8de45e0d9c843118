package dev.loupe.telemetry.keep;

import dev.loupe.telemetry.Settings;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of the keep policy, as pure functions of spans that have ended. */
final class KeepRules {
    private final Verdict otherwise;
    private final Baseline baseline;
    private final long slowNanos;
    private final Map<String, Long> slowNanosByOperation = new HashMap<>();
    private final boolean trustCaller;

    KeepRules(Settings.Keep settings) {
        otherwise = settings.policy() == Settings.Policy.ALL ? Verdict.ALL : Verdict.DROPPED;
        baseline = new Baseline(settings.baseline());
        slowNanos = settings.slow().toNanos();
        settings.slowByOperation().forEach((operation, slow) -> slowNanosByOperation.put(operation, slow.toNanos()));
        trustCaller = settings.trustCaller();
    }

    /** The verdict on a local root alone, without the spans below it. */
    Verdict onRoot(SpanData root) {
        if (failed(root)) {
            return Verdict.ERROR;
        }
        if (isSlow(root)) {
            return Verdict.SLOW;
        }
        SpanContext caller = root.getParentSpanContext();
        if (trustCaller && caller.isRemote() && caller.isSampled()) {
            return Verdict.ASKED;
        }
        return onTraceId(root.getTraceId());
    }

    /** The verdict on spans whose local root has not ended and is no longer waited for. */
    Verdict withoutRoot(String traceId, List<SpanData> spans) {
        return anyFailed(spans) ? Verdict.ERROR : onTraceId(traceId);
    }

    boolean anyFailed(List<SpanData> spans) {
        for (SpanData span : spans) {
            if (failed(span)) {
                return true;
            }
        }
        return false;
    }

    boolean isBaseline(String traceId) {
        return baseline.keeps(traceId);
    }

    private Verdict onTraceId(String traceId) {
        return baseline.keeps(traceId) ? Verdict.BASELINE : otherwise;
    }

    private boolean isSlow(SpanData root) {
        Long threshold = slowNanosByOperation.isEmpty() ? null : slowNanosByOperation.get(root.getName());
        return root.getEndEpochNanos() - root.getStartEpochNanos() >= (threshold == null ? slowNanos : threshold);
    }

    private static boolean failed(SpanData span) {
        return span.getStatus().getStatusCode() == StatusCode.ERROR;
    }
}
