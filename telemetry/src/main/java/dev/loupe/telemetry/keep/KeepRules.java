package dev.loupe.telemetry.keep;

import dev.loupe.telemetry.Names;
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
        Verdict verdict = onItself(root);
        if (isSlow(root)) {
            verdict = verdict.orMoreTelling(Verdict.SLOW);
        }
        SpanContext caller = root.getParentSpanContext();
        if (trustCaller && caller.isRemote() && caller.isSampled()) {
            verdict = verdict.orMoreTelling(Verdict.ASKED);
        }
        return verdict.isKept() ? verdict : onTraceId(root.getTraceId());
    }

    /** The verdict on spans whose local root has not ended and is no longer waited for. */
    Verdict withoutRoot(String traceId, List<SpanData> spans) {
        return below(spans).orMoreTelling(onTraceId(traceId));
    }

    /** The verdict on spans below a local root. */
    Verdict below(List<SpanData> spans) {
        Verdict verdict = Verdict.DROPPED;
        for (SpanData span : spans) {
            verdict = verdict.orMoreTelling(onItself(span));
        }
        return verdict;
    }

    /** What a span is worth wherever it stands: it failed, or asks to be kept. That what failed is lost tells more. */
    Verdict onItself(SpanData span) {
        Verdict asked = Verdict.askedFor(span.getAttributes().get(Names.KEEP_ASK));
        return asked != Verdict.LOST && span.getStatus().getStatusCode() == StatusCode.ERROR ? Verdict.ERROR : asked;
    }

    boolean isBaseline(String traceId) {
        return onTraceId(traceId).isKept();
    }

    private Verdict onTraceId(String traceId) {
        return baseline.keeps(traceId) ? Verdict.BASELINE : otherwise;
    }

    private boolean isSlow(SpanData root) {
        Long threshold = slowNanosByOperation.isEmpty() ? null : slowNanosByOperation.get(root.getName());
        return root.getEndEpochNanos() - root.getStartEpochNanos() >= (threshold == null ? slowNanos : threshold);
    }
}
