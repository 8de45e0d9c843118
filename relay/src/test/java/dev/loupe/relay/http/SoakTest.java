package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.http.SoakPlan.ClientTrouble;
import dev.loupe.relay.http.SoakPlan.Framing;
import dev.loupe.relay.http.SoakPlan.UpstreamTrouble;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Many clients at once with whatever they may do, and an upstream that is no better: each answer that arrives whole is
 * right to the byte, and afterwards nothing is left. Runs for minutes with {@code -Dloupe.long=true}.
 */
class SoakTest extends RelayTest {
    private static final Duration LASTS =
            Boolean.getBoolean("loupe.long") ? Duration.ofMinutes(5) : Duration.ofSeconds(8);
    private static final int CLIENTS = 24;

    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger whole = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();

    /** Counts, and keeps nothing. */
    @Override
    HttpPath path() {
        return new RecordedExchanges() {
            @Override
            public ExchangeObserver begin(RequestHead request, String scheme) {
                begun.incrementAndGet();
                return new ExchangeObserver() {
                    @Override
                    public String requestId() {
                        return "id-1";
                    }

                    @Override
                    public void ended(ExchangeEnd end) {
                        over.incrementAndGet();
                    }
                };
            }
        };
    }

    @Test
    void whateverBothSidesDo_answersAreRightAndNothingIsLeft() throws InterruptedException {
        relay(s -> {
            s.loops = 2;
            s.memory = 2 * 1024 * 1024;
        });
        upstream.always(this::serve);
        long end = System.nanoTime() + LASTS.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> converseUntil(end, random), "client " + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).isEmpty();
        assertThat(whole).hasPositiveValue();
        await().untilAsserted(() -> {
            assertThat(relay().connections()).as("connections of clients").isZero();
            assertThat(relay().busyUpstreamConnections())
                    .as("busy connections of the upstream")
                    .isZero();
            assertThat(relay().held()).as("bytes held").isZero();
            assertThat(over.get()).as("exchanges that ended").isEqualTo(begun.get());
        });
    }

    // --- the upstream

    private void serve(Peer peer) {
        while (true) {
            Peer.Message request = peer.message();
            SoakPlan plan = SoakPlan.of(request);
            if (!request.body().equals(plan.requestWire())) {
                wrong.add("the upstream took another request for " + plan.seed());
            }
            if (plan.upstreamTrouble() == UpstreamTrouble.CLOSES_INSTEAD) {
                return;
            }
            String wire = plan.responseWire();
            if (plan.upstreamTrouble() == UpstreamTrouble.RESETS_IN_THE_RESPONSE) {
                peer.sends(plan.responseHead() + wire.substring(0, wire.length() / 2))
                        .resets();
                return;
            }
            peer.sends(plan.responseHead() + wire);
            if (plan.framing() == Framing.UNTIL_CLOSE || plan.upstreamTrouble() != UpstreamTrouble.NONE) {
                return;
            }
        }
    }

    // --- the clients

    private void converseUntil(long end, Random random) {
        while (System.nanoTime() < end && wrong.isEmpty()) {
            boolean pipelined = random.nextBoolean();
            List<SoakPlan> plans = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                SoakPlan plan = SoakPlan.of(random.nextInt(Integer.MAX_VALUE) + 1L);
                if (!pipelined || plan.isSmall()) {
                    plans.add(plan);
                }
            }
            Peer client = Peer.connect(relay().port());
            try {
                converse(client, plans, pipelined);
            } catch (UncheckedIOException | AssertionError e) {
                if (e.getCause() instanceof SocketTimeoutException) {
                    wrong.add("an answer did not come for one of " + plans);
                }
                // Else the connection broke, which may be right after a trouble; what came whole has been looked at.
            } finally {
                client.close();
            }
        }
    }

    private void converse(Peer client, List<SoakPlan> plans, boolean pipelined) {
        if (pipelined) {
            client.sends(String.join("", plans.stream().map(SoakPlan::request).toList()));
        }
        for (SoakPlan plan : plans) {
            if (!pipelined && plan.clientTrouble() == ClientTrouble.RESETS_IN_THE_REQUEST) {
                String request = plan.request();
                client.sends(request.substring(0, request.length() / 2)).resets();
                return;
            }
            if (!pipelined) {
                client.sends(plan.request());
            }
            if (plan.clientTrouble() == ClientTrouble.RESETS_IN_THE_RESPONSE) {
                client.bytes(10);
                client.resets();
                return;
            }
            if (!hears(client, plan)) {
                return;
            }
        }
    }

    /** Whether the connection goes on after a whole answer. */
    private boolean hears(Peer client, SoakPlan plan) {
        String head = head(client, plan);
        boolean answered = head.startsWith("HTTP/1.1 200 ");
        if (!answered) {
            boolean due = plan.upstreamTrouble() == UpstreamTrouble.CLOSES_INSTEAD
                    || plan.upstreamTrouble() == UpstreamTrouble.RESETS_IN_THE_RESPONSE
                    || !plan.isRepeatable();
            String body = bodyOf(client, plan, head);
            if (!due || !head.startsWith("HTTP/1.1 502 ")) {
                wrong.add(head + body + " for " + plan);
            }
            return !head.contains("\r\nConnection: close\r\n");
        }
        String body = plan.framing() == Framing.UNTIL_CLOSE && !plan.method().equals("HEAD")
                ? client.rest()
                : bodyOf(client, plan, head);
        boolean right = body.equals(plan.responseWire())
                && head.contains("X-Seed: " + plan.seed() + "\r\n")
                && (plan.upstreamTrouble() != UpstreamTrouble.RESETS_IN_THE_RESPONSE
                        || plan.responseWire().isEmpty());
        if (!right) {
            wrong.add("a wrong answer to " + plan);
        }
        whole.incrementAndGet();
        return !head.contains("\r\nConnection: close\r\n");
    }

    private static String bodyOf(Peer client, SoakPlan plan, String head) {
        return plan.method().equals("HEAD") ? "" : client.body(head);
    }

    private String head(Peer client, SoakPlan plan) {
        try {
            return client.head();
        } catch (UncheckedIOException | AssertionError e) {
            if (plan.upstreamTrouble() == UpstreamTrouble.NONE && !(e.getCause() instanceof SocketTimeoutException)) {
                wrong.add("the connection broke before the answer to " + plan);
            }
            throw e;
        }
    }
}
