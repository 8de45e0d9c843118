package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.amqp.fate.MessageLives.Life;
import dev.loupe.relay.amqp.fate.MessageLives.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Tells a message's life from what is remembered of it. */
final class Story {
    private final Clocks clocks;

    Story(Clocks clocks) {
        this.clocks = clocks;
    }

    /** By whoever holds the lock of its stripe. */
    Life of(Remembered message) {
        List<Step> steps = new ArrayList<>();
        SpanBits first = SpanBits.NONE;
        for (Publish publish : message.publishes()) {
            first = first.isValid() ? first : publish.span;
            addTo(steps, publish);
        }
        for (Handover handover : message.handovers()) {
            first = first.isValid() ? first : handover.span;
            addTo(steps, handover);
        }
        for (Remembered.Died death : message.deaths()) {
            steps.add(step("died: " + death.reason(), death.queue(), death.nanos(), SpanBits.NONE));
        }
        for (Remembered.Remark remark : message.remarks()) {
            steps.add(step(remark.what(), remark.where(), remark.nanos(), SpanBits.NONE));
        }
        steps.sort(Comparator.comparingLong(Step::epochNanos));
        return new Life(first.traceId(), first.spanId(), message.destination(), message.order(), List.copyOf(steps));
    }

    /** Whether one of its spans is that one. By whoever holds the lock of its stripe. */
    static boolean has(Remembered message, SpanBits span) {
        return message.publishes().stream().anyMatch(publish -> isSame(publish.span, span))
                || message.handovers().stream().anyMatch(handover -> isSame(handover.span, span));
    }

    private static boolean isSame(SpanBits one, SpanBits other) {
        return one.span() == other.span() && one.traceLow() == other.traceLow() && one.traceHigh() == other.traceHigh();
    }

    private void addTo(List<Step> steps, Publish publish) {
        steps.add(step(words(publish.kind), publish.destination, publish.nanos, publish.span));
        if (publish.outcome != null) {
            steps.add(step(words(publish.outcome), publish.destination, publish.settledNanos, SpanBits.NONE));
        }
    }

    private void addTo(List<Step> steps, Handover handover) {
        String queue = handover.queue.name();
        steps.add(step(handover.recurrence.words(), queue, handover.nanos, handover.span));
        if (handover.settlement != null && handover.settlement != Settlement.AUTOMATIC) {
            steps.add(step(words(handover.settlement), queue, handover.settledNanos, SpanBits.NONE));
        }
    }

    private Step step(String what, String where, long nanos, SpanBits span) {
        return new Step(what, where, clocks.epochNanos(nanos), span.traceId(), span.spanId());
    }

    private static String words(Publish.Kind kind) {
        return switch (kind) {
            case FIRST -> "published";
            case AGAIN -> "published again";
            case RETRY -> "published again: retry";
            case PASSED_ON -> "published by its consumer";
        };
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case CHANNEL_CLOSED, CONNECTION_CLOSED -> "closed before confirm";
            case UNKNOWN -> "connection broke, no confirm asked for";
            case UNROUTABLE -> "lost: unroutable";
            case NACKED -> "lost: nacked";
            case RETURNED -> "returned to its publisher";
            case UNROUTABLE_INTENDED -> "to no queue, as intended";
            default -> outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static String words(Settlement settlement) {
        return settlement == Settlement.CHANNEL_CLOSED
                ? "put back: channel closed"
                : settlement.name().toLowerCase(Locale.ROOT);
    }
}
