package dev.loupe.proxy.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.proxy.fixture.FileContent;
import dev.loupe.proxy.fixture.Sdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The AWS SDK for Java, on its non-blocking HTTP stack. */
class AsyncSdkTest {
    private static final String BUCKET = "rings";

    @RegisterExtension
    static final Through THROUGH = Through.toDisk();

    private static S3AsyncClient client;

    @TempDir
    private Path folder;

    @BeforeAll
    static void connect() {
        THROUGH.bucket(BUCKET);
        client = Sdk.asyncClient(THROUGH.endpoint());
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 8L << 20, 200L << 20})
    void everySize_comesBackAsItWent(long size) throws Exception {
        Path file = FileContent.file(folder.resolve("up"), size, size);
        String key = "sizes/" + size;

        wait(client.putObject(b -> b.bucket(BUCKET).key(key), AsyncRequestBody.fromFile(file)));
        wait(client.getObject(b -> b.bucket(BUCKET).key(key), AsyncResponseTransformer.toFile(folder.resolve("down"))));

        assertThat(FileContent.digest(folder.resolve("down"))).isEqualTo(FileContent.digest(file));
    }

    @Test
    void manyAtOnce_doNotMixTheirBytes() throws Exception {
        List<CompletableFuture<PutObjectResponse>> puts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String key = "many/" + i;
            puts.add(client.putObject(
                    b -> b.bucket(BUCKET).key(key), AsyncRequestBody.fromBytes(FileContent.bytes(50_000, i))));
        }
        for (CompletableFuture<PutObjectResponse> put : puts) {
            wait(put);
        }
        List<CompletableFuture<byte[]>> gets = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String key = "many/" + i;
            gets.add(client.getObject(b -> b.bucket(BUCKET).key(key), AsyncResponseTransformer.toBytes())
                    .thenApply(bytes -> bytes.asByteArray()));
        }

        for (int i = 0; i < 40; i++) {
            assertThat(wait(gets.get(i))).isEqualTo(FileContent.bytes(50_000, i));
        }
    }

    private static <T> T wait(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }
}
