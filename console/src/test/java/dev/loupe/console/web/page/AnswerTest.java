package dev.loupe.console.web.page;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.sample.FileSpans;
import dev.loupe.console.sample.SampleSpan;
import dev.loupe.telemetry.Names;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final String FILE = "orders/10234/ring-emerald.stl";

    @Test
    void slowStore_isNamed() {
        assertThat(answer(
                        FileSpans.read(FILE, 9_000, ofMillis(2_010), ofMillis(1_300), ofMillis(1_820), ofMillis(102))))
                .isEqualTo("The store took 1.82 s of 2.01 s. The client made us wait 102 ms.");
    }

    @Test
    void slowReader_isNamed() {
        assertThat(answer(FileSpans.read(FILE, 9_000, ofMillis(4_410), ofMillis(30), ofMillis(262), ofMillis(4_120))))
                .isEqualTo(
                        "The client read slowly: 4.12 s of 4.41 s were spent waiting for it. The store took 262 ms.");
    }

    @Test
    void slowSender_isNamed() {
        assertThat(answer(FileSpans.written(FILE, 9_000, ofMillis(4_410), ofMillis(262), ofMillis(4_120))))
                .isEqualTo(
                        "The client sent slowly: 4.12 s of 4.41 s were spent waiting for it. The store took 262 ms.");
    }

    @Test
    void waitBeforeTheStore_isNamed() {
        SampleSpan span = FileSpans.read(FILE, 9_000, ofMillis(1_500), ofMillis(20), ofMillis(30), ZERO)
                .with(Names.S3_BEFORE_STORE, 1.4);

        assertThat(answer(span))
                .isEqualTo("The request waited 1.40 s of 1.50 s before it reached the store. The store took 30.0 ms.");
    }

    @Test
    void timeOfNobody_isNotHidden() {
        assertThat(answer(FileSpans.read(FILE, 9_000, ofMillis(1_000), ofMillis(20), ofMillis(200), ofMillis(100))))
                .isEqualTo("The store took 200 ms of 1.00 s. The client made us wait 100 ms."
                        + " The other 700 ms passed on the way between them.");
    }

    @Test
    void quickRequest_blamesNobody() {
        assertThat(answer(FileSpans.read(FILE, 9_000, ofMillis(8), ofMillis(2), ofMillis(6), ofMillis(1))))
                .isEqualTo("Nobody was slow: it took 8.00 ms, of which the store took 6.00 ms.");
    }

    @Test
    void missingFile_isTheStoresAnswer() {
        assertThat(answer(FileSpans.missing(FILE))).startsWith("The store answered 404 NoSuchKey. Nobody was slow");
    }

    @Test
    void storeThatGaveUp_isNamed() {
        assertThat(answer(FileSpans.overloaded(FILE)))
                .isEqualTo("The store answered 503 SlowDown. The store took 1.20 s of 1.21 s."
                        + " The client made us wait 0.");
    }

    @Test
    void brokenTransfer_saysWhoBrokeItAndWhen() {
        assertThat(answer(FileSpans.broken(FILE, 9_000_000, "client", 1_234_567)))
                .startsWith("The client broke the transfer off after 1.23 MB. The store took 300 ms of 412 ms.");
    }

    @Test
    void unreachableStore_isNotBlamedForAnAnswer() {
        assertThat(answer(FileSpans.unreachable(FILE)))
                .isEqualTo("It never reached the store: the proxy answered 502 BadGateway. It took 2.00 ms.");
    }

    @Test
    void silentStore_isNotBlamedForAnAnswer() {
        SampleSpan span = SampleSpan.named("GetObject")
                .took(ofMillis(5_001))
                .with(Names.S3_STORE_TIME, 5.0)
                .with(Names.HTTP_STATUS, 504L)
                .failed("the store did not answer in time");

        assertThat(answer(span)).startsWith("The store gave no answer: the proxy answered 504. The store took 5.00 s");
    }

    @Test
    void spanOfAnotherKind_stillHasASentence() {
        assertThat(answer(SampleSpan.named("price").took(ofMillis(70)))).isEqualTo("It took 70.0 ms.");
        assertThat(answer(SampleSpan.named("price")
                        .took(ofMillis(70))
                        .with(Names.ERROR_TYPE, "timeout")
                        .failed("")))
                .isEqualTo("It failed: timeout. It took 70.0 ms.");
    }

    private static String answer(SampleSpan span) {
        return Answer.to(span.ended());
    }
}
