package dev.loupe.bench.truth;

import com.rabbitmq.client.Channel;
import dev.loupe.relay.amqp.AmqpPath;
import dev.loupe.relay.amqp.AmqpRelay;
import dev.loupe.relay.amqp.AmqpRelaySettings;
import dev.loupe.relay.amqp.fate.FateSettings;
import dev.loupe.relay.amqp.fate.Fates;
import dev.loupe.relay.amqp.message.BrokerPath;
import dev.loupe.relay.amqp.message.BrokerSettings;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The path between the service and a broker, and what stands at its other end. */
final class Messaging implements AutoCloseable {
    /** The queue from which the service gets work. */
    static final String WORK = "work";

    /** The exchange to which it publishes. */
    static final String OUT = "out";

    private static final String SINK = "sink";
    private static final int LONGEST_SINK = 1_000;
    private static final int LOOPS = 2;

    private final Broker broker;
    private final Fates fates;
    private final AmqpRelay relay;

    /** A virtual host of a broker, at a port of 127.0.0.1, that {@code guest} may use. */
    record Broker(int port, String virtualHost) {}

    Messaging(Vertx vertx, Telemetry telemetry, ServiceRequests requests, Broker broker) {
        this.broker = broker;
        fates = new Fates(FateSettings.defaults(), "rabbitmq", telemetry, System::nanoTime);
        relay = await(AmqpRelay.start(vertx, settings(broker.port()), path(telemetry, requests), LOOPS));
    }

    private AmqpPath path(Telemetry telemetry, ServiceRequests requests) {
        BrokerSettings plain = BrokerSettings.of("rabbitmq", "mq.internal", broker.port());
        BrokerSettings settings = new BrokerSettings(
                plain.name(),
                plain.host(),
                plain.port(),
                false,
                plain.edits(),
                plain.unroutable(),
                plain.exclude(),
                plain.routingKeys(),
                plain.destinations(),
                List.of(new BrokerSettings.KeyAt.Body("order", "/order/id")),
                plain.parent(),
                plain.linkAfter(),
                plain.unconfirmed(),
                plain.unacknowledged());
        return new BrokerPath(
                settings,
                "mes-api",
                telemetry,
                requests,
                JourneyListener.NONE,
                fates,
                System::nanoTime,
                Messaging::wallClock);
    }

    private static long wallClock() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private static AmqpRelaySettings settings(int broker) {
        return new AmqpRelaySettings(
                new AmqpRelaySettings.Listen("127.0.0.1", 0), new AmqpRelaySettings.Upstream("127.0.0.1", broker));
    }

    /** Makes the queues and the exchange, straight at the broker. */
    static void declare(Channel channel) throws IOException {
        channel.queueDeclare(WORK, false, false, false, null);
        channel.exchangeDeclare(OUT, "fanout");
        channel.queueDeclare(SINK, false, false, false, Map.of("x-max-length", LONGEST_SINK));
        channel.queueBind(SINK, OUT, "");
    }

    /** Where the broker seems to be. */
    Broker seeming() {
        return new Broker(relay.port(), broker.virtualHost());
    }

    /** Those who send work to the service. */
    Supply supply(Ledger ledger) throws IOException {
        return new Supply(ledger, broker);
    }

    @Override
    public void close() {
        await(relay.drain(Duration.ofSeconds(5)));
        fates.close();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
