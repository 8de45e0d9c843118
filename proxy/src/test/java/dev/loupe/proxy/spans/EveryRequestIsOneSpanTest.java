package dev.loupe.proxy.spans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.proxy.fixture.RunningProxy;
import dev.loupe.proxy.fixture.SignedStore;
import dev.loupe.telemetry.Settings.Protocol;
import dev.loupe.telemetry.fixture.CapturedLog;
import dev.loupe.telemetry.fixture.ExportedSpans;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A receiver of OTLP sees exactly the spans that the traffic deserved, and nobody sees a secret. */
class EveryRequestIsOneSpanTest {
    private static final String RING = "gold ring+Ж.stl";

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void everyRequest_isOneSpanAndNoSecretIsAnywhere(Protocol protocol) throws Exception {
        try (CapturedLog log = CapturedLog.of("dev.loupe");
                ExportedSpans spans = ExportedSpans.receiver();
                SignedStore store = SignedStore.start()) {
            List<String> said = new ArrayList<>();
            List<String> secrets = new ArrayList<>(
                    List.of(SignedStore.ACCESS_KEY, SignedStore.SECRET_KEY, "X-Amz-", "AWS4-HMAC", "x-id="));
            try (RunningProxy proxy = RunningProxy.before(
                            store.endpoint(),
                            spans.exportedOver(
                                    protocol, "telemetry.keep.policy=all", "console.enabled=true", "console.port=0"));
                    Shopping customer = new Shopping(proxy.endpoint())) {
                customer.does();
                secrets.addAll(customer.secrets());
                areExactlyThoseOf(spans, store);
                said.addAll(new ConsolePages(proxy.console()).all());
                said.add(proxy.metrics());
            }
            said.add(spans.everything());
            said.addAll(log.lines());

            assertThat(said.toString()).as("what is searched").contains(RING).doesNotContain(secrets);
        }
    }

    private static void areExactlyThoseOf(ExportedSpans spans, SignedStore store) {
        ReceivedSpan created = whole(spans.take("CreateBucket"), 200);
        assertThat(created.attributes()).containsEntry("aws.s3.bucket", "rings").doesNotContainKey("file_name");

        ReceivedSpan put = file(whole(spans.take("PutObject"), 200), RING, Shopping.SIZE);
        assertThat(put.attributes()).containsKey("storage_write_time_seconds");
        isChildOfTheCaller(put);
        moved(put, "http.request.body.size", Shopping.SIZE);

        ReceivedSpan get = file(whole(get(spans, RING, 200), 200), RING, Shopping.SIZE);
        moved(get, "http.response.body.size", Shopping.SIZE);
        ReceivedSpan range = file(whole(get(spans, RING, 206), 206), RING, Shopping.SIZE);
        moved(range, "http.response.body.size", 100);
        assertThat(List.of(get, range))
                .allSatisfy(read -> assertThat(read.attributes()).containsKey("storage_read_time_seconds"));
        file(whole(status(spans, "HeadObject", 200), 200), RING, Shopping.SIZE);

        ReceivedSpan missing = whole(get(spans, "missing.stl", 404), 404);
        assertThat(missing.attributes())
                .containsEntry("loupe.s3.error_code", "NoSuchKey")
                .containsEntry("error.type", "NoSuchKey")
                .doesNotContainKeys("file_size_bytes", "storage_read_time_seconds");
        assertThat(whole(status(spans, "HeadObject", 404), 404).attributes()).containsEntry("error.type", "404");

        assertThat(whole(spans.take("ListObjectsV2"), 200).attributes()).doesNotContainKey("file_name");
        whole(spans.take("CreateMultipartUpload"), 200);
        for (long part = 1; part <= 2; part++) {
            ReceivedSpan upload = whole(spans.take("UploadPart"), 200);
            assertThat(upload.attributes())
                    .containsEntry("file_name", "parts.stl")
                    .containsEntry("aws.s3.part_number", part)
                    .containsKey("storage_write_time_seconds");
            moved(upload, "http.request.body.size", Shopping.PART);
        }
        whole(spans.take("CompleteMultipartUpload"), 200);
        assertThat(whole(spans.take("CopyObject"), 200).attributes()).containsEntry("file_name", "copy.stl");
        assertThat(whole(spans.take("DeleteObject"), 204).attributes()).containsEntry("file_name", "copy.stl");

        ReceivedSpan broken = file(
                spans.take(span -> span.attributes().containsKey("loupe.broken_by"), "a broken download"),
                "parts.stl",
                2 * Shopping.PART);
        assertThat(broken.name()).isEqualTo("GetObject");
        assertThat(broken.isError()).isTrue();
        assertThat(broken.attributes())
                .containsEntry("loupe.broken_by", "client")
                .containsEntry("error.type", "broken_by_client")
                .doesNotContainKey("storage_read_time_seconds");
        assertThat((Long) broken.attributes().get("loupe.broken_after_bytes")).isLessThan(2 * Shopping.PART);
        ReceivedSpan link = file(whole(get(spans, "parts.stl", 200), 200), "parts.stl", 2 * Shopping.PART);
        isChildOfTheCaller(link);

        for (ReceivedSpan span : List.of(created, put, get, broken, link)) {
            assertThat(span.kind()).isEqualTo("SERVER");
            assertThat(span.serviceName()).isEqualTo("3d-files-storage");
            assertThat(span.attributes())
                    .containsEntry("server.port", (long) store.endpoint().getPort())
                    .containsEntry("rpc.method", span.name())
                    .containsKey("aws.request_id");
        }
        for (ReceivedSpan span : List.of(created, get, broken)) {
            assertThat(span.parentSpanId()).as("without a caller").isEmpty();
        }
    }

    private static ReceivedSpan get(ExportedSpans spans, String file, long status) {
        Map<String, Object> like = Map.of("file_name", file, "http.response.status_code", status);
        return spans.take(
                span -> span.name().equals("GetObject")
                        && !span.attributes().containsKey("loupe.broken_by")
                        && span.attributes().entrySet().containsAll(like.entrySet()),
                "GetObject with " + like);
    }

    private static ReceivedSpan status(ExportedSpans spans, String name, long status) {
        return spans.take(
                span -> span.name().equals(name)
                        && span.attributes().get("http.response.status_code").equals(status),
                name + " answered " + status);
    }

    private static ReceivedSpan whole(ReceivedSpan span, long status) {
        assertThat(span.attributes())
                .containsEntry("http.response.status_code", status)
                .containsKeys("loupe.s3.store_seconds", "loupe.s3.first_byte_seconds", "loupe.s3.client_stall_seconds")
                .doesNotContainKey("loupe.broken_by");
        assertThat(span.isError())
                .as("what the client did wrong is no error of the store")
                .isFalse();
        return span;
    }

    private static ReceivedSpan file(ReceivedSpan span, String name, long size) {
        assertThat(span.attributes())
                .containsEntry("aws.s3.bucket", Shopping.BUCKET)
                .containsEntry("aws.s3.key", name)
                .containsEntry("file_name", name)
                .containsEntry("file_size_bytes", size);
        return span;
    }

    private static void moved(ReceivedSpan span, String attribute, long bytes) {
        assertThat((Long) span.attributes().get(attribute))
                .as("signed chunks carry a little more than the content")
                .isBetween(bytes, bytes + bytes / 100);
    }

    private static void isChildOfTheCaller(ReceivedSpan span) {
        assertThat(span.traceId()).isEqualTo(Shopping.TRACE);
        assertThat(span.parentSpanId()).isEqualTo(Shopping.CALLER);
    }
}
