package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import dev.loupe.telemetry.Telemetry;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the newest messages of one broker, and tells what becomes of them; why so, and what it costs, says RATIONALE.md
 * beside this. A thread of its own looks at the clock. Thread-safe.
 *
 * <p>Messages are remembered by a keyed 64-bit hash of their {@code message-id}. Two different ones are taken for the same with
 * a probability of the number that is remembered divided by 2<sup>64</sup>, for each message: 5 in 10<sup>15</sup> with 100,000,
 * so that at 10,000 messages a second one false alarm is to be expected in 500 years.
 */
public final class Fates implements MessageFates, MessageLives, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fates.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final int MOST_LOOKED_THROUGH = 200_000;

    private final int lives;
    private final LongSupplier nanos;
    private final MessageMemory memory;
    private final Queues queues;
    private final Clocks clocks = new Clocks();
    private final TroubleBook book = new TroubleBook();
    private final LongAdder stuckNow = new LongAdder();
    private final Teller teller;
    private final Deliveries deliveries;
    private final Story story = new Story(clocks);
    private final ScheduledExecutorService thread;

    /**
     * Remembers nothing yet.
     *
     * @param broker as the configuration names it: a label of metrics
     * @param nanos the monotonic clock by which messages are told
     */
    public Fates(FateSettings settings, String broker, Telemetry telemetry, LongSupplier nanos) {
        this.lives = settings.lives();
        this.nanos = nanos;
        memory = new MessageMemory(settings.messages(), settings.window().toNanos());
        queues = new Queues(settings, settings.messages());
        FateMetrics metrics = new FateMetrics(telemetry.meter(), broker);
        metrics.observe(memory::size, memory::forgotten, stuckNow::sum);
        teller = new Teller(metrics, new FateLog(broker, nanos), book, clocks);
        deliveries = new Deliveries(memory, queues, teller, stuckNow);
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "loupe-messages");
            thread.setDaemon(true);
            return thread;
        });
        thread.scheduleWithFixedDelay(this::check, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Publication published(Message message) {
        clocks.read(message);
        String order = Subject.of(message.keys());
        long key = memory.keyOfPublished(message);
        Stripe stripe = memory.stripe(key);
        synchronized (stripe) {
            Remembered remembered = MessageMemory.isTold(message)
                    ? stripe.message(key, message.bytes(), message.nanos())
                    : new Remembered(key, message.bytes());
            remembered.about(order);
            Publish publish = remembered.publish(message);
            return new PublishedMessage(teller, stripe, remembered, publish, remembered.before(publish), order);
        }
    }

    @Override
    public Delivery delivered(
            Message message, boolean redelivered, List<Death> deaths, OptionalLong publishedEpochNanos) {
        clocks.read(message);
        return deliveries.delivered(message, redelivered, deaths, publishedEpochNanos);
    }

    /** A failure must not end the schedule, as the executor would have it. */
    private void check() {
        try {
            long now = nanos.getAsLong();
            for (StuckList watch : queues.watches()) {
                watch.takeDue(now).forEach(due -> ((DeliveredMessage) due).isTooLong(now));
            }
            memory.sweep(now);
        } catch (RuntimeException e) {
            LOG.error("messages that are stuck could not be looked for", e);
        }
    }

    @Override
    public List<Life> recent() {
        return memory.newest(lives, nanos.getAsLong()).stream()
                .map(each -> life(each.stripe(), each.remembered()))
                .toList();
    }

    private Life life(Stripe stripe, Remembered message) {
        synchronized (stripe) {
            return story.of(message);
        }
    }

    @Override
    public Optional<Life> find(String traceId, String spanId) {
        SpanContext span = SpanContext.create(traceId, spanId, TraceFlags.getDefault(), TraceState.getDefault());
        if (!span.isValid()) {
            return Optional.empty();
        }
        for (TroubleBook.Entry entry : book.entries()) {
            Optional<Life> found = lifeIfOf(entry.stripe(), entry.message(), span);
            if (found.isPresent()) {
                return found;
            }
        }
        for (MessageMemory.Touched each : memory.newest(MOST_LOOKED_THROUGH, nanos.getAsLong())) {
            Optional<Life> found = lifeIfOf(each.stripe(), each.remembered(), span);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Life> lifeIfOf(Stripe stripe, Remembered message, SpanContext span) {
        synchronized (stripe) {
            return Story.has(message, span) ? Optional.of(story.of(message)) : Optional.empty();
        }
    }

    @Override
    public List<Trouble> troubles() {
        List<Trouble> all = new ArrayList<>();
        book.entries().forEach(entry -> all.add(entry.trouble()));
        return all;
    }

    /** Ends the thread; what happens later is still noted, but nothing is told to be stuck. */
    @Override
    public void close() {
        thread.shutdownNow();
        teller.metrics().close();
    }
}
