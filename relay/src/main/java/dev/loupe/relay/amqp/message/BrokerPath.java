package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.AmqpPath;
import dev.loupe.relay.amqp.ConnectionObserver;
import dev.loupe.relay.amqp.fate.MessageFates;
import dev.loupe.relay.amqp.protocol.DecoderSettings;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.telemetry.Telemetry;
import java.util.function.LongSupplier;

/**
 * The path between a wrapped service and a broker: each publish is a PRODUCER span of the service, each delivery a CONSUMER
 * span. Thread-safe.
 */
public final class BrokerPath implements AmqpPath {
    /**
     * A path.
     *
     * @param service its {@code service.name}: spans are made on its behalf
     * @param requests the service's requests in flight, shared with its paths of other protocols; a delivered message is one
     * @param journeys is told of messages that concern orders
     * @param fates shared by all paths to the same broker in this process
     * @param nanos {@link System#nanoTime}, or as monotonic
     * @param epochNanos nanoseconds since 1970
     */
    public BrokerPath(
            BrokerSettings settings,
            String service,
            Telemetry telemetry,
            ServiceRequests requests,
            JourneyListener journeys,
            MessageFates fates,
            LongSupplier nanos,
            LongSupplier epochNanos) {}

    @Override
    public ConnectionObserver begin() {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public DecoderSettings decoding() {
        return DecoderSettings.defaults();
    }

    @Override
    public boolean readsBodies() {
        return false;
    }

    @Override
    public void refused(Refusal refusal) {}

    @Override
    public void lost(Throwable why) {}
}
