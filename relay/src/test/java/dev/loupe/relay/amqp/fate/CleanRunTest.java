package dev.loupe.relay.amqp.fate;

import static dev.loupe.relay.amqp.fate.Scene.CRM;
import static dev.loupe.relay.amqp.fate.Scene.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.fate.MessageFates.Delivery;
import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.amqp.fate.MessageFates.Publication;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many messages, all of which go where they should, on several threads as on several event loops. */
class CleanRunTest {
    private static final int MESSAGES = 100_000;
    private static final int THREADS = 4;
    private static final long MEGABYTE = 1_000_000;

    @Test
    void hundredThousandMessagesThatAreAllRight_areNoTrouble_andFewMegabytes() throws Exception {
        try (Telemetry telemetry = Telemetry.start(Settings.defaults(), Map.of(), "test")) {
            long before = used();
            Fates fates = new Fates(FateSettings.defaults(), "rabbitmq", telemetry, System::nanoTime);
            ExecutorService loops = Executors.newFixedThreadPool(THREADS);
            long began = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int loop = 0; loop < THREADS; loop++) {
                int first = loop;
                running.add(loops.submit(() -> {
                    Traffic traffic = new Traffic(fates, new SplittableRandom(first));
                    for (int i = first; i < MESSAGES; i += THREADS) {
                        traffic.passes(i);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get(2, TimeUnit.MINUTES);
            }
            long took = System.nanoTime() - began;
            loops.shutdown();
            long bytes = used() - before;
            System.out.printf(
                    "fates of %d messages: %.2f µs each on %d threads of %d cores, %.1f MB in all, %d B each%n",
                    MESSAGES,
                    took / 1e3 / MESSAGES,
                    THREADS,
                    Runtime.getRuntime().availableProcessors(),
                    bytes / 1e6,
                    bytes / MESSAGES);

            assertThat(fates.troubles()).isEmpty();
            assertThat(fates.recent()).hasSize(1_000);
            assertThat(bytes).isLessThan(45 * MEGABYTE);
            fates.close();
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** What a sidecar of publisher and consumers sees. */
    private static final class Traffic {
        private final Fates fates;
        private final SplittableRandom random;

        Traffic(Fates fates, SplittableRandom random) {
            this.fates = fates;
            this.random = random;
        }

        void passes(int number) {
            String id = "7f0e1c52-6d5f-4c3a-9a55-" + String.format("%012d", number);
            Publication publication = fates.published(message(id, "mes", "", 1_000));
            switch (number % 10) {
                case 0 -> {
                    confirmed(publication);
                    acked(delivered(id, "crm", CRM, false));
                    acked(delivered(id, "mail", "mail.status", false));
                    acked(delivered(id, "audit", "audit.status", false));
                }
                case 1 -> {
                    acked(delivered(id, "crm", CRM, false));
                    confirmed(publication);
                }
                case 2 -> {
                    confirmed(publication);
                    for (int i = 0; i < 3; i++) {
                        delivered(id, "crm", CRM, i > 0).settled(Settlement.REQUEUED, System.nanoTime());
                    }
                    acked(delivered(id, "crm", CRM, true));
                }
                case 3 -> {
                    confirmed(publication);
                    rejectedAndRetried(id);
                }
                case 4 -> {
                    confirmed(publication);
                    Delivery has = delivered(id, "crm", CRM, false);
                    confirmed(fates.published(message(id, "crm", "", 1_000)));
                    acked(has);
                    acked(delivered(id, "crm", CRM, false));
                }
                case 5 -> {
                    publication.settled(Outcome.SENT, "", System.nanoTime());
                    delivered(id, "crm", CRM, false).settled(Settlement.AUTOMATIC, System.nanoTime());
                }
                default -> {
                    confirmed(publication);
                    acked(delivered(id, "crm", CRM, false));
                }
            }
        }

        private void rejectedAndRetried(String id) {
            Delivery rejected = delivered(id, "crm", CRM, false);
            rejected.settled(Settlement.REJECTED, System.nanoTime());
            for (int count = 1; count <= 2; count++) {
                Delivery back = delivered(
                        id, "crm", CRM, false, death("crm.retry", "expired", count), death(CRM, "rejected", count));
                back.settled(count == 2 ? Settlement.ACKED : Settlement.REJECTED, System.nanoTime());
            }
        }

        private Delivery delivered(String id, String service, String queue, boolean redelivered, Death... deaths) {
            return fates.delivered(
                    message(id, service, queue, 1_000), redelivered, List.of(deaths), OptionalLong.empty());
        }

        private static Death death(String queue, String reason, long count) {
            return new Death(queue, reason, count, System.currentTimeMillis() / 1_000, "orders", "order.1.status");
        }

        private static void confirmed(Publication publication) {
            publication.settled(Outcome.CONFIRMED, "", System.nanoTime());
        }

        private static void acked(Delivery delivery) {
            delivery.settled(Settlement.ACKED, System.nanoTime());
        }

        private Message message(String id, String service, String queue, long bytes) {
            return new Message(
                    id,
                    SpanContext.getInvalid(),
                    ORDERS,
                    queue,
                    List.of(),
                    SpanContext.create(
                            TraceId.fromLongs(random.nextLong(), random.nextLong()),
                            SpanId.fromLong(random.nextLong() | 1),
                            TraceFlags.getSampled(),
                            TraceState.getDefault()),
                    bytes,
                    System.nanoTime(),
                    System.currentTimeMillis() * 1_000_000,
                    service);
        }
    }
}
