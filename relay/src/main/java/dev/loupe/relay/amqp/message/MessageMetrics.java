package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.correlation.Evidence;
import dev.loupe.relay.trace.ExchangeMetrics;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A broker path's metrics. Labels come from closed sets, so each combination's attributes are made once. Thread-safe. */
final class MessageMetrics {
    /** Seconds in a nanosecond. */
    static final double SECONDS = 1e-9;

    private final DoubleHistogram clientDuration;
    private final DoubleHistogram processDuration;
    private final DoubleHistogram processingTime;
    private final DoubleHistogram queueTime;
    private final DoubleHistogram waitTime;
    private final LongCounter sent;
    private final LongCounter consumed;
    private final LongCounter outcomes;
    private final LongCounter settlements;
    private final LongCounter overflow;
    private final LongCounter exceptions;
    private final LongCounter cancelled;
    private final LongCounter blocked;
    private final DoubleCounter blockedTime;
    private final LongUpDownCounter connections;
    private final LongUpDownCounter channels;
    private final LongCounter correlated;
    private final LongCounter excluded;
    private final ExchangeMetrics exchanges;
    private final String broker;
    private final Attributes labels;
    private final Map<Evidence, Attributes> byEvidence = new EnumMap<>(Evidence.class);
    private final Map<Overflow, Attributes> byOverflow = new EnumMap<>(Overflow.class);

    /** @param broker the configured name */
    MessageMetrics(Meter meter, String broker) {
        this.broker = broker;
        labels = Attributes.of(Names.BROKER, broker);
        exchanges = new ExchangeMetrics(meter);
        clientDuration = ExchangeMetrics.seconds(
                meter, Names.METRIC_MESSAGING_CLIENT_DURATION, "From a publish to its confirm or commit");
        processDuration =
                ExchangeMetrics.seconds(meter, Names.METRIC_MESSAGING_PROCESS_DURATION, "From delivery to settlement");
        processingTime = ExchangeMetrics.seconds(
                meter, Names.METRIC_MESSAGE_PROCESSING_TIME, "From a delivery to its acknowledgement");
        queueTime = ExchangeMetrics.seconds(
                meter, Names.METRIC_MESSAGE_QUEUE_TIME, "From a publish to its delivery, by whose clock that is known");
        waitTime = ExchangeMetrics.seconds(
                meter,
                Names.METRIC_MESSAGE_WAIT_TIME,
                "How long deliveries waited behind unacknowledged ones of their consumers");
        sent = counter(meter, Names.METRIC_MESSAGING_SENT, "Messages published");
        consumed = counter(meter, Names.METRIC_MESSAGING_CONSUMED, "Messages delivered");
        outcomes = counter(meter, Names.METRIC_MESSAGE_OUTCOMES, "Publishes that are over");
        settlements = counter(meter, Names.METRIC_MESSAGE_SETTLEMENTS, "Deliveries that are over");
        overflow = counter(
                meter, Names.METRIC_MESSAGE_OVERFLOW, "What there was no room to remember of connections to a broker");
        exceptions = counter(meter, Names.METRIC_CHANNEL_EXCEPTIONS, "Channels that the broker closed");
        cancelled = counter(meter, Names.METRIC_CONSUMERS_CANCELLED, "Consumers that the broker ended");
        blocked = counter(meter, Names.METRIC_BLOCKED, "How often the broker has blocked a connection");
        blockedTime = meter.counterBuilder(Names.METRIC_BLOCKED_TIME)
                .ofDoubles()
                .setUnit("s")
                .setDescription("For how long the broker has blocked connections")
                .build();
        connections = gauge(meter, Names.METRIC_AMQP_CONNECTIONS, "Connections to a broker that are observed");
        channels = gauge(meter, Names.METRIC_AMQP_CHANNELS, "Channels of these");
        correlated = ExchangeMetrics.correlated(meter);
        excluded = ExchangeMetrics.excluded(meter);
        for (Evidence evidence : Evidence.values()) {
            byEvidence.put(evidence, Attributes.of(Names.EVIDENCE, evidence.text(), Names.PEER_SERVICE, broker));
        }
        for (Overflow what : Overflow.values()) {
            byOverflow.put(what, Attributes.of(Names.BROKER, broker, Names.REASON, what.text()));
        }
    }

    private static LongCounter counter(Meter meter, String name, String description) {
        return meter.counterBuilder(name).setDescription(description).build();
    }

    private static LongUpDownCounter gauge(Meter meter, String name, String description) {
        return meter.upDownCounterBuilder(name).setDescription(description).build();
    }

    /** @param evidence null for a publish that is excluded */
    void published(Destination destination, long bytes, Evidence evidence) {
        sent.add(1, destination.conventional(Outcome.SENT));
        exchanges.relayed(bytes, 0);
        if (evidence == null) {
            excluded.add(1, destination.labels());
        } else {
            correlated.add(1, byEvidence.get(evidence));
        }
    }

    /**
     * A publish is over.
     *
     * @param context holds its span if its trace was kept, so that exemplars lead somewhere
     */
    void over(Publish publish, Outcome outcome, long nanos, Context context) {
        outcomes.add(1, publish.destination().labels(outcome));
        if (publish.awaitsOutcome()) {
            clientDuration.record(nanos * SECONDS, publish.destination().conventional(outcome), context);
        }
    }

    /** Something was returned that is no longer remembered. */
    void unroutable(Destination destination) {
        outcomes.add(1, destination.labels(Outcome.UNROUTABLE));
    }

    void delivered(Origin origin, long bytes) {
        consumed.add(1, origin.labels());
        exchanges.relayed(0, bytes);
        if (origin.isExcluded()) {
            excluded.add(1, origin.labels());
        }
    }

    void queued(Origin origin, QueueTime.Clock clock, long nanos, Context context) {
        queueTime.record(nanos * SECONDS, origin.labels(clock), context);
    }

    /** A delivery is over. */
    void over(Delivery delivery, Delivery.End end, Context context) {
        Origin origin = delivery.origin();
        settlements.add(1, origin.labels(end.settlement()));
        if (!delivery.isAutomatic()) {
            processDuration.record(end.nanos() * SECONDS, origin.conventional(end.settlement()), context);
            processingTime.record(end.nanos() * SECONDS, origin.labels(), context);
        }
        if (end.waitedNanos() >= 0) {
            waitTime.record(end.waitedNanos() * SECONDS, origin.labels(), context);
        }
    }

    void overflow(Overflow what) {
        overflow.add(1, byOverflow.get(what));
    }

    void channelException(String replyCode) {
        exceptions.add(1, Attributes.of(Names.BROKER, broker, Names.REPLY_CODE, replyCode));
    }

    void consumerCancelled() {
        cancelled.add(1, labels);
    }

    void blocked() {
        blocked.add(1, labels);
    }

    void wasBlocked(long nanos) {
        blockedTime.add(nanos * SECONDS, labels);
    }

    /** @param more 1 or -1 */
    void connections(int more) {
        connections.add(more, labels);
    }

    /** @param more how many were opened; negative for closed ones */
    void channels(int more) {
        channels.add(more, labels);
    }

    void blind(Enum<?> why) {
        exchanges.lost(why.name().toLowerCase(Locale.ROOT));
    }

    void refused(Enum<?> why) {
        exchanges.refused(why.name().toLowerCase(Locale.ROOT));
    }

    void lost() {
        exchanges.lost();
    }
}
