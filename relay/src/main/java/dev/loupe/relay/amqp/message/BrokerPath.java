package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.AmqpPath;
import dev.loupe.relay.amqp.ConnectionObserver;
import dev.loupe.relay.amqp.fate.MessageFates;
import dev.loupe.relay.amqp.protocol.DecoderSettings;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.relay.service.key.BodyKeys;
import dev.loupe.relay.trace.Ending;
import dev.loupe.relay.trace.TroubleLog;
import dev.loupe.telemetry.Telemetry;
import java.util.function.LongSupplier;

/**
 * The path between a wrapped service and a broker: each publish is a PRODUCER span of the service, each delivery a CONSUMER
 * span. Thread-safe.
 */
public final class BrokerPath implements AmqpPath {
    private final Broker broker;
    private final TroubleLog trouble;
    private final DecoderSettings decoding;

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
            LongSupplier epochNanos) {
        trouble = new TroubleLog("dev.loupe.amqp", new Ending("broker"), nanos);
        MessageKeys keys = new MessageKeys(settings.keys(), telemetry.pseudonyms());
        broker = new Broker(
                settings,
                service,
                telemetry,
                telemetry.tracer(service),
                requests,
                journeys,
                trouble,
                fates,
                new Destinations(settings),
                keys,
                new MessageMetrics(telemetry.meter(), settings.name()),
                new Broker.Clocks(nanos, epochNanos));
        DecoderSettings defaults = DecoderSettings.defaults();
        decoding = new DecoderSettings(
                keys.headerNames(),
                keys.readsBodies() ? BodyKeys.MOST_BYTES : 0,
                defaults.maxFrame(),
                defaults.maxChannels());
    }

    @Override
    public ConnectionObserver begin() {
        return new BrokerConnection(broker);
    }

    @Override
    public DecoderSettings decoding() {
        return decoding;
    }

    @Override
    public boolean readsBodies() {
        return broker.keys().readsBodies();
    }

    @Override
    public void refused(Refusal refusal) {
        broker.metrics().refused(refusal);
    }

    @Override
    public void lost(Throwable why) {
        broker.metrics().lost();
        trouble.lost(why);
    }
}
