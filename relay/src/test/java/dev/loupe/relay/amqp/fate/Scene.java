package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.MessageFates.Delivery;
import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.amqp.fate.MessageFates.Publication;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.fixture.CapturedLog;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Publishers, a broker and consumers, as their sidecars tell of them, with a clock that stands still. */
final class Scene implements AutoCloseable {
    static final String ORDERS = "orders:order.{order}.status";
    static final String CRM = "crm.status";
    static final long START = Duration.ofDays(1).toNanos();
    static final long EPOCH = 1_700_000_000_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(START);
    private final AtomicLong spans = new AtomicLong();
    private final Telemetry telemetry = Telemetry.start(Settings.defaults(), Map.of(), "test");
    private final CapturedLog log = CapturedLog.of("dev.loupe.amqp");
    private final Fates fates;

    Scene() {
        this(FateSettings.defaults());
    }

    Scene(FateSettings settings) {
        fates = new Fates(settings, "rabbitmq", telemetry, nanos::get);
    }

    Fates fates() {
        return fates;
    }

    Scene passes(Duration time) {
        nanos.addAndGet(time.toNanos());
        return this;
    }

    long now() {
        return nanos.get();
    }

    long epochNow() {
        return EPOCH + nanos.get() - START;
    }

    /** A span that is like no other. */
    SpanContext span() {
        long number = spans.incrementAndGet();
        return SpanContext.create(
                TraceId.fromLongs(0xabcd, number),
                SpanId.fromLong(number),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    /** One that is about an order. */
    Message message(String id, String service, String destination, String queue, SpanContext publisher) {
        return new Message(
                id,
                publisher,
                destination,
                queue,
                List.of(new BusinessKey("order", "order1-ABC")),
                span(),
                100,
                now(),
                epochNow(),
                service);
    }

    Published mesPublishes(String id) {
        return publishes("mes", id, ORDERS);
    }

    Published publishes(String service, String id, String destination) {
        return publishes(message(id, service, destination, "", SpanContext.getInvalid()));
    }

    Published publishes(Message message) {
        return new Published(fates.published(message), message.span());
    }

    Delivered crmGets(String id) {
        return gets(id, CRM, false);
    }

    Delivered crmGetsAgain(String id) {
        return gets(id, CRM, true);
    }

    Delivered gets(String id, String queue, boolean redelivered, Death... deaths) {
        return gets("crm", id, queue, redelivered, deaths);
    }

    Delivered gets(String service, String id, String queue, boolean redelivered, Death... deaths) {
        Message message = message(id, service, ORDERS, queue, SpanContext.getInvalid());
        return gets(message, redelivered, OptionalLong.empty(), deaths);
    }

    Delivered gets(Message message, boolean redelivered, OptionalLong publishedEpochNanos, Death... deaths) {
        return new Delivered(
                fates.delivered(message, redelivered, List.of(deaths), publishedEpochNanos), message.span());
    }

    /** An entry of {@code x-death}, of now. */
    Death death(String queue, String reason, long count) {
        return new Death(queue, reason, count, epochNow() / 1_000_000_000L, "orders", "order.1.status");
    }

    /** Lines of the Prometheus exposition that begin so. */
    List<String> metric(String name) {
        return new String(telemetry.prometheus("").body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line ->
                        line.replaceAll(",?otel_scope_[a-z_]+=\"[^\"]*\"", "").replace("{,", "{"))
                .toList();
    }

    List<String> log() {
        return log.lines();
    }

    List<Map<String, String>> logged() {
        return log.mdc();
    }

    /** Kind and reason of what went wrong, the first first. */
    List<String> troubles() {
        List<String> all = new java.util.ArrayList<>();
        fates.troubles()
                .forEach(trouble -> all.add(
                        0, trouble.reason().isEmpty() ? trouble.kind() : trouble.kind() + ": " + trouble.reason()));
        return all;
    }

    /** What happened to the message that has that span. */
    List<String> life(SpanContext span) {
        return fates.find(span.getTraceId(), span.getSpanId()).orElseThrow().steps().stream()
                .map(step -> step.what() + " @ " + step.where())
                .toList();
    }

    /** A publish under way. */
    final class Published {
        private final Publication told;
        private final SpanContext span;

        Published(Publication told, SpanContext span) {
            this.told = told;
            this.span = span;
        }

        Publication told() {
            return told;
        }

        SpanContext span() {
            return span;
        }

        Published is(Outcome outcome) {
            told.settled(outcome, "", now());
            return this;
        }

        Published isConfirmed() {
            return is(Outcome.CONFIRMED);
        }
    }

    /** A delivery in a consumer's hands. */
    final class Delivered {
        private final Delivery told;
        private final SpanContext span;

        Delivered(Delivery told, SpanContext span) {
            this.told = told;
            this.span = span;
        }

        Delivery told() {
            return told;
        }

        SpanContext span() {
            return span;
        }

        Delivered is(Settlement settlement) {
            told.settled(settlement, now());
            return this;
        }

        Delivered isAcked() {
            return is(Settlement.ACKED);
        }
    }

    @Override
    public void close() {
        fates.close();
        log.close();
        telemetry.close();
    }
}
