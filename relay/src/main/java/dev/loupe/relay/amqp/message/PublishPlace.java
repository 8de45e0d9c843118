package dev.loupe.relay.amqp.message;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.Evidence;
import dev.loupe.relay.correlation.Operation;
import dev.loupe.relay.correlation.Verdict;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where in which trace a publish stands, and its span.
 *
 * @param span records nothing if the publish leaves none, as what is done for a request that leaves none
 * @param parent invalid for a trace of its own
 * @param keys of the request that it was published for
 */
record PublishPlace(Span span, SpanContext parent, Evidence evidence, List<BusinessKey> keys) {
    private static final SpanContext NOBODY = SpanContext.getInvalid();

    /** @param carried the context that the message has already; invalid if it has none */
    static PublishPlace of(Broker broker, Publish publish, SpanContext carried) {
        Destination destination = publish.destination();
        Verdict verdict = broker.requests()
                .attribute(new Operation(
                        carried.isValid() ? Optional.of(carried) : Optional.empty(),
                        publish.keys(),
                        Optional.empty(),
                        destination.shape(),
                        broker.settings().background()));
        Evidence evidence = verdict.evidence();
        if (verdict instanceof Verdict.Attributed attributed) {
            SpanContext parent = attributed.parent();
            Span span = parent.isValid()
                    ? builder(broker, publish, evidence)
                            .setParent(Context.root().with(Span.wrap(parent)))
                            .startSpan()
                    : Span.getInvalid();
            return new PublishPlace(span, parent, evidence, attributed.keys());
        }
        if (verdict instanceof Verdict.Ambiguous ambiguous) {
            return new PublishPlace(amongst(broker, publish, ambiguous), NOBODY, evidence, List.of());
        }
        return new PublishPlace(
                builder(broker, publish, evidence).setNoParent().startSpan(), NOBODY, evidence, List.of());
    }

    private static Span amongst(Broker broker, Publish publish, Verdict.Ambiguous ambiguous) {
        SpanBuilder builder = builder(broker, publish, Evidence.AMBIGUOUS)
                .setNoParent()
                .setAttribute(Names.CORRELATION_CANDIDATES, (long) ambiguous.count());
        boolean any = ambiguous.count() > ambiguous.candidates().size();
        for (SpanContext candidate : ambiguous.candidates()) {
            if (candidate.isValid()) {
                builder.addLink(candidate);
                any = true;
            }
        }
        return any ? builder.startSpan() : Span.getInvalid();
    }

    private static SpanBuilder builder(Broker broker, Publish publish, Evidence evidence) {
        return broker.tracer()
                .spanBuilder(publish.destination().spanName())
                .setSpanKind(SpanKind.PRODUCER)
                .setStartTimestamp(publish.beganEpoch(), TimeUnit.NANOSECONDS)
                .setAllAttributes(publish.destination().described())
                .setAttribute(Names.CORRELATION, evidence.text());
    }
}
