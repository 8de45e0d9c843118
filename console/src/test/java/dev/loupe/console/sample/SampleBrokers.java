package dev.loupe.console.sample;

import dev.loupe.console.web.Brokers;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** A jeweller's broker, through which the MES tells the CRM what becomes of orders, as far as it gets there. */
public final class SampleBrokers implements Brokers {
    private static final String PRICED = "orders:order.priced";
    private static final String PRODUCTION = "orders:order.in_production";
    private static final String STATUS = "crm.status";
    private static final String DEAD = "crm.status.dead";
    private static final String LOST_ORDER = "order1-QX4JD2ZT7MWB5AKU";
    private static final String POISONED_ORDER = "order1-M3W7PZ6C2YVKTR4D";
    private static final String DOUBLED_ORDER = "order1-B2NHV5KQ6TSEXA3L";
    private static final String STUCK_ORDER = "order1-7YFRD4LWZC2GMJ5P";

    private final List<Life> lives = new CopyOnWriteArrayList<>();
    private final List<Trouble> troubles = new CopyOnWriteArrayList<>();
    private final Instant now;
    private final SampleTraces traces;
    private boolean down;
    private boolean alarmed;
    private long waiting = 3;

    private SampleBrokers(Instant now, SampleTraces traces) {
        this.now = now;
        this.traces = traces;
    }

    /** One at which nothing has gone wrong; traces of what passes are put among those. */
    public static SampleBrokers calmUntil(Instant now, SampleTraces traces) {
        SampleBrokers sample = new SampleBrokers(now, traces);
        for (int i = 12; i > 0; i--) {
            sample.settled(
                    i * 4_100L, "order1-" + Integer.toString(i + 1_000, 36).toUpperCase(Locale.ROOT) + "KQ6TSEXA3LMW");
        }
        return sample;
    }

    /** One at which everything has gone wrong that can. */
    public static SampleBrokers until(Instant now, SampleTraces traces) {
        SampleBrokers sample = calmUntil(now, traces);
        sample.poison(214_000);
        sample.repeat(97_000);
        sample.hold(42_500);
        sample.lose(9_400);
        return sample;
    }

    private void settled(long millisAgo, String order) {
        SpanData publish = span("publish " + PRICED, millisAgo, 4);
        SpanData process = span("process " + STATUS, millisAgo - 31, 18);
        life(
                publish,
                PRICED,
                order,
                step("published", PRICED, millisAgo, publish),
                step("confirmed", PRICED, millisAgo - 4, publish),
                step("delivered", STATUS, millisAgo - 31, process),
                step("acked", STATUS, millisAgo - 49, process));
    }

    /** From now on one is lost, since no queue takes it. */
    public String lose(long millisAgo) {
        SpanData publish = span("publish " + PRICED, millisAgo, 3);
        life(
                publish,
                PRICED,
                LOST_ORDER,
                step("published", PRICED, millisAgo, publish),
                step("lost: unroutable", PRICED, millisAgo - 3, publish));
        trouble("lost", "unroutable", PRICED, "", LOST_ORDER, publish, millisAgo - 3);
        return traces.keep("lost", publish);
    }

    private void poison(long millisAgo) {
        SpanData publish = span("publish " + PRODUCTION, millisAgo, 5);
        List<Step> steps = new ArrayList<>(List.of(
                step("published", PRODUCTION, millisAgo, publish),
                step("confirmed", PRODUCTION, millisAgo - 5, publish)));
        long at = millisAgo - 20;
        SpanData last = publish;
        for (int attempt = 0; attempt < 3; attempt++) {
            last = span("process " + STATUS, at, 1_900);
            steps.add(step("delivered", STATUS, at, last));
            steps.add(step(attempt == 2 ? "rejected" : "requeued", STATUS, at - 1_900, last));
            at -= 2_100;
        }
        steps.add(step("died: rejected", STATUS, at, last));
        life(publish, PRODUCTION, POISONED_ORDER, steps.toArray(Step[]::new));
        trouble("lost", "rejected", PRODUCTION, STATUS, POISONED_ORDER, last, at);
        traces.keep("lost", publish);
    }

    private void repeat(long millisAgo) {
        SpanData publish = span("publish " + PRICED, millisAgo, 4);
        SpanData first = span("process " + STATUS, millisAgo - 40, 25);
        SpanData second = span("process " + STATUS, millisAgo - 3_200, 22);
        life(
                publish,
                PRICED,
                DOUBLED_ORDER,
                step("published", PRICED, millisAgo, publish),
                step("confirmed", PRICED, millisAgo - 4, publish),
                step("delivered", STATUS, millisAgo - 40, first),
                step("acked", STATUS, millisAgo - 65, first),
                step("delivered again", STATUS, millisAgo - 3_200, second),
                step("acked", STATUS, millisAgo - 3_222, second));
        trouble("duplicate", "delivered_twice", PRICED, STATUS, DOUBLED_ORDER, second, millisAgo - 3_200);
        traces.keep("duplicate", publish, first, second);
    }

    private void hold(long millisAgo) {
        SpanData publish = span("publish " + PRODUCTION, millisAgo, 4);
        SpanData process = span("process " + STATUS, millisAgo - 8_200, 30_000);
        life(
                publish,
                PRODUCTION,
                STUCK_ORDER,
                step("published", PRODUCTION, millisAgo, publish),
                step("confirmed", PRODUCTION, millisAgo - 4, publish),
                step("delivered", STATUS, millisAgo - 8_200, process));
        trouble("late", "8.200 s in its queue", PRODUCTION, STATUS, STUCK_ORDER, process, millisAgo - 8_200);
        trouble("stuck", "not settled for 30.000 s", PRODUCTION, STATUS, STUCK_ORDER, process, millisAgo - 38_200);
    }

    private void trouble(
            String kind, String reason, String destination, String queue, String order, SpanData span, long millisAgo) {
        troubles.add(
                0,
                new Trouble(
                        kind, reason, destination, queue, order, span.getTraceId(), span.getSpanId(), at(millisAgo)));
    }

    private void life(SpanData first, String destination, String order, Step... steps) {
        lives.add(0, new Life(first.getTraceId(), first.getSpanId(), destination, order, List.of(steps)));
    }

    private Step step(String what, String where, long millisAgo, SpanData span) {
        return new Step(what, where, at(millisAgo), span.getTraceId(), span.getSpanId());
    }

    private SpanData span(String name, long millisAgo, long millis) {
        return SampleSpan.named(name)
                .startedAt(now.minusMillis(millisAgo))
                .took(Duration.ofMillis(millis))
                .ended();
    }

    private long at(long millisAgo) {
        Instant moment = now.minusMillis(millisAgo);
        return moment.getEpochSecond() * 1_000_000_000L + moment.getNano();
    }

    /** From now on the broker does not answer its monitor. */
    public void goDown() {
        down = true;
    }

    /** From now on it has too little memory, and takes nothing. */
    public void runFull() {
        alarmed = true;
    }

    /** From now on so many wait in the queue that nobody reads. */
    public void pileUp(long messages) {
        waiting = messages;
    }

    @Override
    public List<Broker> all() {
        return List.of(new Broker(
                "rabbitmq", "amqp://mq:5672", Optional.of(monitor()), List.copyOf(troubles), List.copyOf(lives)));
    }

    @Override
    public Optional<Life> find(String traceId, String spanId) {
        return lives.stream()
                .filter(life -> life.traceId().equals(traceId) && life.spanId().equals(spanId))
                .findFirst();
    }

    private Monitor monitor() {
        if (down) {
            return new Monitor("does not answer: connection refused", false, "3.13.7", List.of(), false, List.of());
        }
        return new Monitor(
                "asked 3 s ago",
                true,
                "3.13.7",
                alarmed ? List.of("memory") : List.of(),
                alarmed,
                List.of(
                        queue(STATUS, waiting, 8, 2, 0.62, 41.2, 38.9, 11.4, false, "quorum"),
                        queue("print.labels", 412, 0, 0, 0, 1.4, 0, 1_630, false, "classic"),
                        queue(DEAD, 7, 0, 0, 0, 0.1, 0, 86_400, true, "classic"),
                        queue("invoices", 0, 1, 4, 1, 12.5, 12.5, 0, false, "quorum")));
    }

    private static Queue queue(
            String name,
            long ready,
            long unacknowledged,
            long consumers,
            double utilisation,
            double in,
            double out,
            double oldest,
            boolean dead,
            String type) {
        return new Queue(
                name,
                ready,
                OptionalLong.of(unacknowledged),
                consumers,
                consumers == 0 ? OptionalDouble.empty() : OptionalDouble.of(utilisation),
                OptionalDouble.of(in),
                OptionalDouble.of(out),
                ready == 0 ? OptionalDouble.empty() : OptionalDouble.of(oldest),
                dead,
                type,
                Optional.of("rabbit@mq-1"));
    }
}
