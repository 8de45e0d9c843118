package dev.loupe.bench.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.bench.sink.EverySpan;
import dev.loupe.bench.sink.OtlpSink;
import dev.loupe.bench.sink.ReceivedSpan;
import dev.loupe.relay.amqp.AmqpRelay;
import dev.loupe.relay.amqp.AmqpRelaySettings;
import dev.loupe.relay.amqp.fate.FateSettings;
import dev.loupe.relay.amqp.fate.Fates;
import dev.loupe.relay.amqp.message.BrokerPath;
import dev.loupe.relay.amqp.message.BrokerSettings;
import dev.loupe.relay.correlation.CorrelationSettings;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A relay before a broker, with everything observed and every span exported to this test. */
final class Watched implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final OtlpSink sink;
    private final Telemetry telemetry;
    private final Fates fates;
    private final AmqpRelay relay;

    /**
     * In which nothing is late or stuck.
     *
     * @param each is given every span, on any thread
     */
    Watched(int broker, Consumer<ReceivedSpan> each) throws IOException {
        this(broker, each, Duration.ofHours(1), Duration.ofHours(1));
    }

    /** The same with thresholds for queues. */
    Watched(int broker, Consumer<ReceivedSpan> each, Duration late, Duration stuck) throws IOException {
        sink = OtlpSink.reading(each);
        telemetry = EverySpan.exportedTo(sink.endpoint(), "mes-adapter");
        FateSettings defaults = FateSettings.defaults();
        fates = new Fates(
                new FateSettings(defaults.window(), defaults.messages(), late, stuck, List.of(), defaults.lives()),
                "rabbitmq",
                telemetry,
                System::nanoTime);
        BrokerPath path = new BrokerPath(
                BrokerSettings.of("rabbitmq", "mq.internal", broker),
                "mes-api",
                telemetry,
                new ServiceRequests(CorrelationSettings.defaults(), System::nanoTime),
                JourneyListener.NONE,
                fates,
                System::nanoTime,
                Watched::wallClock);
        relay = await(AmqpRelay.start(
                vertx,
                new AmqpRelaySettings(
                        new AmqpRelaySettings.Listen("127.0.0.1", 0),
                        new AmqpRelaySettings.Upstream("127.0.0.1", broker)),
                path,
                2));
    }

    private static long wallClock() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    int port() {
        return relay.port();
    }

    /** Spans that have come so far. */
    long exported() {
        return sink.spans();
    }

    /** Takes no more connections, and exports what is left. */
    void finish() {
        await(relay.drain(Duration.ofSeconds(5)));
        fates.close();
    }

    /** What all lines of a metric add up to, be it a counter or not. */
    double sum(String metric) {
        Matcher lines = Pattern.compile("(?m)^" + metric + "(?:_total)?(?:\\{[^}]*})? ([0-9.eE+]+)")
                .matcher(metrics());
        double sum = 0;
        while (lines.find()) {
            sum += Double.parseDouble(lines.group(1));
        }
        return sum;
    }

    String metrics() {
        return new String(telemetry.prometheus("").body(), UTF_8);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        telemetry.close();
        sink.close();
        await(vertx.close());
    }
}
