package dev.loupe.relay.postgres.session;

import static dev.loupe.relay.postgres.session.Messages.BOUND;
import static dev.loupe.relay.postgres.session.Messages.NO_DATA;
import static dev.loupe.relay.postgres.session.Messages.PARSED;
import static dev.loupe.relay.postgres.session.Messages.SYNC;
import static dev.loupe.relay.postgres.session.Messages.done;
import static dev.loupe.relay.postgres.session.Messages.extended;
import static dev.loupe.relay.postgres.session.Messages.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.blame.Backend;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MonitorRaceTest {
    private static final int TRANSACTIONS = 40;

    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void monitorThatAsksAllTheTime_doublesAndLosesNothing() throws Exception {
        scene.receives("17");
        scene.receives("16");
        Talk talk = scene.session(1);
        Backend backend = scene.backends.find(1).orElseThrow();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> monitor = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                backend.holder();
                backend.running();
            }
        });
        for (int i = 0; i < TRANSACTIONS; i++) {
            talk.runs("BEGIN", "BEGIN", 'T');
            talk.client(extended("UPDATE x SET a = 1 WHERE order_id = $1", "17"))
                    .client(SYNC);
            talk.server(PARSED, BOUND, NO_DATA, done("UPDATE 1"), ready('T'));
            talk.runs("COMMIT", "COMMIT", 'I');
        }
        over.set(true);
        monitor.get(60, TimeUnit.SECONDS);
        scene.telemetry.close();
        List<SpanData> spans = scene.untaken();
        scene.takesAll();
        assertThat(spans)
                .hasSize(4 * TRANSACTIONS)
                .extracting(SpanData::getSpanId)
                .doesNotHaveDuplicates();
        List<String> transactions = spans.stream()
                .filter(span -> span.getName().startsWith("transaction"))
                .map(SpanData::getSpanId)
                .toList();
        assertThat(transactions).hasSize(TRANSACTIONS);
        assertThat(spans.stream().filter(span -> span.getName().equals("COMMIT")))
                .allSatisfy(span -> assertThat(transactions).contains(span.getParentSpanId()));
    }
}
