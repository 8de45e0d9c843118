package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.journey.RequestRule;
import dev.loupe.relay.service.Keys;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.keep.Verdict;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;

/** Tells of the publishes of one connection that are over: spans, measurements, journeys. Not thread-safe. */
final class Publishes {
    private final Broker broker;
    private final Blocking blocking;

    Publishes(Broker broker, Blocking blocking) {
        this.broker = broker;
        this.blocking = blocking;
    }

    /** Something is known of it that journeys may want, though not what becomes of it. */
    void began(Publish publish) {
        if (broker.tellsJourneys() && publish.span().getSpanContext().isValid()) {
            broker.began(happening(publish, publish.allKeys(), 0, 0));
        }
    }

    /** Without confirm, nobody waits for more: its span ends, though what becomes of it may be learned later. */
    void sent(Publish publish, long now) {
        end(publish, publish.span(), Outcome.SENT, "", now);
        publish.tells();
    }

    /**
     * It is over.
     *
     * @param detail a reply code, from a closed set; empty for none
     */
    void over(Publish publish, Outcome outcome, String detail, long now) {
        publish.fate().settled(outcome, detail, now);
        if (!publish.isTold()) {
            end(publish, publish.span(), outcome, detail, now);
        } else if (Outcomes.isFailure(outcome)) {
            end(publish, afterwards(publish, now), outcome, detail, now);
        } else {
            broker.metrics().over(publish, outcome, 0, Context.root());
        }
    }

    /** What became of a publish whose span has ended: one more span, so that a loss has one. */
    private Span afterwards(Publish publish, long now) {
        SpanContext own = publish.span().getSpanContext();
        if (!own.isValid()) {
            return Span.getInvalid();
        }
        return broker.tracer()
                .spanBuilder("lost " + publish.destination().name())
                .setSpanKind(SpanKind.INTERNAL)
                .setParent(Context.root().with(publish.span()))
                .setStartTimestamp(publish.beganEpoch() + now - publish.began(), TimeUnit.NANOSECONDS)
                .setAllAttributes(publish.destination().described())
                .startSpan();
    }

    private void end(Publish publish, Span span, Outcome outcome, String detail, long now) {
        long nanos = now - publish.began();
        boolean finished = outcome != Outcome.SENT || publish.isTold();
        if (span.getSpanContext().isValid()) {
            describe(publish, span, outcome, detail, now);
            span.end(publish.beganEpoch() + nanos, TimeUnit.NANOSECONDS);
        }
        if (finished) {
            broker.metrics().over(publish, outcome, nanos, broker.context(span));
        }
        if (publish.live() != null) {
            publish.live().end(Outcomes.isFailure(outcome) ? "broken" : "ok", 0, -1);
        }
        if (broker.tellsJourneys() && span.getSpanContext().isValid()) {
            int status = outcome == Outcome.FORGOTTEN ? 0 : Outcomes.isOk(outcome) ? 200 : 500;
            broker.ended(happening(publish, publish.allKeys(), status, nanos));
        }
    }

    private void describe(Publish publish, Span span, Outcome outcome, String detail, long now) {
        span.setAttribute(Names.MESSAGE_OUTCOME, Outcomes.text(outcome));
        if (!detail.isEmpty()) {
            span.setAttribute(Names.MESSAGE_REPLY_CODE, detail);
        }
        if (publish.hasKeys()) {
            publish.allKeys().describe(span);
        }
        blocked(publish, span, now);
        if (publish.fate().isDuplicate()) {
            span.setAttribute(Names.KEEP_ASK, Verdict.DUPLICATE.text());
            publish.fate().publishedBefore().filter(SpanContext::isValid).ifPresent(before -> {
                span.addLink(before);
                span.setAttribute(Names.MESSAGE_DUPLICATE_OF_TRACE, before.getTraceId());
            });
        }
        if (Outcomes.isFailure(outcome)) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(Names.ERROR_TYPE, Outcomes.text(outcome));
        }
        if (Outcomes.isLoss(outcome)) {
            span.setAttribute(Names.KEEP_ASK, Verdict.LOST.text());
        }
    }

    private void blocked(Publish publish, Span span, long now) {
        long nanos = blocking.total(now) - publish.blockedBefore();
        if (nanos <= 0) {
            return;
        }
        span.setAttribute(Names.MESSAGE_BLOCKED_TIME, nanos * MessageMetrics.SECONDS);
        span.addEvent(
                "connection.blocked",
                Math.max(publish.beganEpoch(), epoch(publish, blocking.lastFrom())),
                TimeUnit.NANOSECONDS);
        if (!blocking.isBlocked()) {
            span.addEvent("connection.unblocked", epoch(publish, blocking.lastUntil()), TimeUnit.NANOSECONDS);
        }
    }

    private static long epoch(Publish publish, long nanos) {
        return publish.beganEpoch() + nanos - publish.began();
    }

    private Happening happening(Publish publish, Keys keys, int status, long nanos) {
        return new Happening(
                Happening.MQ,
                broker.settings().name(),
                RequestRule.PUBLISH,
                publish.destination().name(),
                status,
                keys.all(),
                publish.span().getSpanContext(),
                publish.beganEpoch(),
                nanos);
    }
}
