package dev.loupe.telemetry.keep;

import io.opentelemetry.sdk.trace.data.SpanData;

/** Where kept spans go. Called on the thread that ended the span, so it must not block. */
@FunctionalInterface
public interface KeptSpans {
    /**
     * A span was kept.
     *
     * @param verdict why its trace was kept
     * @param span carries {@code loupe.keep.reason}
     */
    void kept(Verdict verdict, SpanData span);
}
