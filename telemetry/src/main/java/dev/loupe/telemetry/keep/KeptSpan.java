package dev.loupe.telemetry.keep;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;

/** A span together with the reason why it was kept, which no one could know before it had ended. */
final class KeptSpan extends DelegatingSpanData {
    private final Attributes attributes;

    KeptSpan(SpanData span, Verdict verdict) {
        super(span);
        attributes = new ReasonedAttributes(span.getAttributes(), verdict.text());
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
        return super.getTotalAttributeCount() + 1;
    }
}
