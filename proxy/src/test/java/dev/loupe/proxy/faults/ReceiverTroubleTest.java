package dev.loupe.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.proxy.fixture.FileContent;
import dev.loupe.proxy.fixture.RunningProxy;
import dev.loupe.proxy.fixture.Sdk;
import dev.loupe.proxy.fixture.SignedStore;
import dev.loupe.telemetry.Settings.Protocol;
import dev.loupe.telemetry.fixture.ExportedSpans;
import dev.loupe.telemetry.fixture.OtlpReceiver;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Whatever the receiver of the spans does, the traffic does not notice. */
class ReceiverTroubleTest {
    private static final int REQUESTS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource({
        "HTTP_PROTOBUF, REFUSE",
        "HTTP_PROTOBUF, HANG",
        "HTTP_PROTOBUF, NONSENSE",
        "GRPC, REFUSE",
        "GRPC, HANG",
        "GRPC, NONSENSE"
    })
    void receiverInTrouble_costsSpansThatAreCountedAndNoRequest(Protocol protocol, OtlpReceiver.Mode mode)
            throws Exception {
        try (ExportedSpans spans = ExportedSpans.receiver();
                SignedStore store = SignedStore.startInMemory();
                RunningProxy proxy = RunningProxy.before(
                        store.endpoint(),
                        spans.exportedOver(
                                protocol,
                                "telemetry.keep.policy=all",
                                "telemetry.export.queue=5",
                                "telemetry.export.batch=5",
                                "telemetry.export.timeout=300ms"))) {
            spans.answers(mode);

            isUsed(proxy);

            assertThat(proxy.metric("loupe_spans_kept_total{")).isEqualTo(REQUESTS + 1);
            if (mode != OtlpReceiver.Mode.NONSENSE) {
                await("every span being counted as dropped")
                        .atMost(PATIENCE)
                        .until(() -> proxy.metric("loupe_spans_dropped_total{") == REQUESTS + 1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"http/protobuf", "grpc"})
    void receiverThatIsNotThere_costsSpansThatAreCountedAndNoRequest(String protocol) throws Exception {
        try (SignedStore store = SignedStore.startInMemory();
                RunningProxy proxy = RunningProxy.before(
                        store.endpoint(),
                        "telemetry.keep.policy=all",
                        "telemetry.export.endpoint=http://127.0.0.1:1",
                        "telemetry.export.protocol=" + protocol,
                        "telemetry.export.delay=20ms",
                        "telemetry.export.timeout=300ms")) {
            isUsed(proxy);

            await("every span being counted as dropped")
                    .atMost(PATIENCE)
                    .until(() -> proxy.metric("loupe_spans_dropped_total{") == REQUESTS + 1);
        }
    }

    private static void isUsed(RunningProxy proxy) {
        try (S3Client client = Sdk.impatient(proxy.endpoint())) {
            client.createBucket(b -> b.bucket("rings"));
            for (int i = 0; i < REQUESTS / 2; i++) {
                byte[] content = FileContent.bytes(10_000, i);
                client.putObject(b -> b.bucket("rings").key("a.stl"), RequestBody.fromBytes(content));
                assertThat(client.getObjectAsBytes(b -> b.bucket("rings").key("a.stl"))
                                .asByteArray())
                        .isEqualTo(content);
            }
        }
        assertThat(proxy.inFlight()).isZero();
    }
}
