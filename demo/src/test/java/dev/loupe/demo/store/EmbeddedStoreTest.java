package dev.loupe.demo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class EmbeddedStoreTest {
    private EmbeddedStore store;
    private S3Client s3;

    @BeforeEach
    void start() {
        store = EmbeddedStore.start();
        s3 = new S3Access(store.endpoint(), store.accessKey(), store.secretKey()).client();
        s3.createBucket(r -> r.bucket("rings"));
    }

    @AfterEach
    void stop() {
        s3.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.stl", "with space.stl", "a+b.stl", "100%.stl", "кольцо.stl", "a/b/c.stl"})
    void anyKey_comesBackAsItWasPut(String key) {
        s3.putObject(r -> r.bucket("rings").key(key), RequestBody.fromString("facets"));

        assertThat(s3.getObjectAsBytes(r -> r.bucket("rings").key(key)).asUtf8String())
                .isEqualTo("facets");
        assertThat(s3.listObjectsV2(r -> r.bucket("rings")).contents())
                .extracting(S3Object::key)
                .isEqualTo(List.of(key));
    }

    @Test
    void wrongSecret_isRefused() {
        try (S3Client stranger = new S3Access(store.endpoint(), store.accessKey(), "guessed").client()) {
            assertThatThrownBy(() -> stranger.listObjectsV2(r -> r.bucket("rings")))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("403");
        }
    }
}
