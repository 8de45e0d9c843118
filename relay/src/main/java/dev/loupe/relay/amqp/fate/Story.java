package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.amqp.fate.MessageLives.Life;
import dev.loupe.relay.amqp.fate.MessageLives.Step;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells a message's life from what is remembered of it. */
final class Story {
    private final Clocks clocks;

    Story(Clocks clocks) {
        this.clocks = clocks;
    }

    /** By whoever holds the lock of its stripe. */
    Life of(Remembered message) {
        List<Step> steps = new ArrayList<>();
        List<Seen> spans = new ArrayList<>();
        for (Publish publish : message.publishes()) {
            spans.add(publish);
            addTo(steps, publish);
        }
        for (Handover handover : message.handovers()) {
            spans.add(handover);
            addTo(steps, handover);
        }
        for (Remembered.Died death : message.deaths()) {
            steps.add(step("died: " + death.reason(), death.queue(), death.nanos()));
        }
        for (Remembered.Remark remark : message.remarks()) {
            steps.add(step(remark.what(), remark.where(), remark.nanos()));
        }
        steps.sort(Comparator.comparingLong(Step::epochNanos));
        Optional<Seen> first = spans.stream().filter(Seen::hasSpan).findFirst();
        return new Life(
                first.map(Seen::traceId).orElse(""),
                first.map(Seen::spanId).orElse(""),
                message.destination(),
                message.order(),
                List.copyOf(steps));
    }

    /** Whether one of its spans is that one. By whoever holds the lock of its stripe. */
    static boolean has(Remembered message, SpanContext span) {
        return message.publishes().stream().anyMatch(publish -> publish.isOf(span))
                || message.handovers().stream().anyMatch(handover -> handover.isOf(span));
    }

    private void addTo(List<Step> steps, Publish publish) {
        steps.add(step(words(publish.kind), publish.destination, publish.nanos, publish));
        if (publish.outcome != null) {
            steps.add(step(words(publish.outcome), publish.destination, publish.settledNanos));
        }
    }

    private void addTo(List<Step> steps, Handover handover) {
        String queue = handover.queue.name();
        steps.add(step(handover.recurrence.words(), queue, handover.nanos, handover));
        if (handover.settlement == Settlement.AUTOMATIC) {
            steps.add(step("acked automatically", queue, handover.nanos));
        } else if (handover.settlement != null) {
            steps.add(step(words(handover.settlement), queue, handover.settledNanos));
        }
    }

    private Step step(String what, String where, long nanos, Seen span) {
        return new Step(what, where, clocks.epochNanos(nanos), span.traceId(), span.spanId());
    }

    private Step step(String what, String where, long nanos) {
        return new Step(what, where, clocks.epochNanos(nanos), "", "");
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
