package dev.loupe.proxy.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.proxy.fixture.RunningProxy;
import dev.loupe.proxy.fixture.Sdk;
import dev.loupe.proxy.fixture.SignedStore;
import dev.loupe.telemetry.Names;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Buckets in the host's name, with the store checking the signature over that name. */
class VirtualHostTest {
    private static final String KEY = "virtual Ж+%.stl";

    @Test
    void bucketInTheHost_reachesTheStoreAndTheSpan() throws Exception {
        try (SignedStore store = SignedStore.startWithVirtualHosts();
                RunningProxy proxy = RunningProxy.before(
                        store.endpoint(), "s3.domains=[" + SignedStore.DOMAIN + "]", "telemetry.keep.policy=all");
                S3Client direct = Sdk.virtualHostClient(store.endpoint());
                S3Client client = Sdk.virtualHostClient(proxy.endpoint())) {
            client.createBucket(b -> b.bucket("rings"));
            client.putObject(b -> b.bucket("rings").key(KEY), RequestBody.fromString("gold"));

            assertThat(direct.getObjectAsBytes(b -> b.bucket("rings").key(KEY)).asUtf8String())
                    .isEqualTo("gold");
            assertThat(client.getObjectAsBytes(b -> b.bucket("rings").key(KEY)).asUtf8String())
                    .isEqualTo("gold");
            assertThat(Through.lines(client, "rings"))
                    .isEqualTo(Through.lines(direct, "rings"))
                    .containsExactly(KEY + " 4");
            SpanData put = span(proxy, "PutObject");
            assertThat(put.getAttributes().get(Names.S3_BUCKET)).isEqualTo("rings");
            assertThat(put.getAttributes().get(Names.FILE_NAME)).isEqualTo(KEY);
            assertThat(span(proxy, "CreateBucket").getAttributes().get(Names.S3_BUCKET))
                    .isEqualTo("rings");
        }
    }

    private static SpanData span(RunningProxy proxy, String name) {
        return proxy.telemetry().recentTraces().newestFirst().stream()
                .flatMap(trace -> trace.spans().stream())
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
