package dev.loupe.proxy.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loupe.proxy.fixture.FileContent;
import dev.loupe.proxy.fixture.Sdk;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The AWS SDK for Java, on its blocking HTTP stack. */
class SdkTest {
    private static final int MIB = 1 << 20;
    private static final String BUCKET = "rings";

    @RegisterExtension
    static final Through THROUGH = Through.toMemory();

    private static S3Client client;

    @TempDir
    private Path folder;

    @BeforeAll
    static void connect() {
        client = Sdk.client(THROUGH.endpoint());
        client.createBucket(b -> b.bucket(BUCKET));
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8 * MIB, 8 * MIB + 1})
    void everySize_comesBackAsItWent(int size) {
        byte[] content = FileContent.bytes(size, size);
        String key = "sizes/" + size;

        client.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromBytes(content));

        assertThat(read(key)).isEqualTo(content);
        assertThat(THROUGH.direct()
                        .getObjectAsBytes(b -> b.bucket(BUCKET).key(key))
                        .asByteArray())
                .isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space.stl",
                " leading and trailing ",
                "plus+plus.stl",
                "percent%percent%20.stl",
                "кольцо/золото Ж.stl",
                "dots/./and/.../more.stl",
                "a=b&c=d?e#f.stl",
                "brackets[1]{2}(3)!'*~.stl",
                "quote\"quote.stl",
                "日本語.stl",
                "ring💍.stl"
            })
    void everyKey_reachesTheStoreAsItIs(String key) {
        byte[] content = FileContent.bytes(100, key.hashCode());

        client.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromBytes(content));

        assertThat(read(key)).isEqualTo(content);
        assertThat(THROUGH.direct()
                        .getObjectAsBytes(b -> b.bucket(BUCKET).key(key))
                        .asByteArray())
                .isEqualTo(content);
        assertThat(Through.lines(client, BUCKET)).isEqualTo(THROUGH.listed(BUCKET));
    }

    @Test
    void largeUploadInParts_isWholeAtTheStore() throws Exception {
        Path file = FileContent.file(folder.resolve("large"), 24 * MIB, 7);
        String upload = client.createMultipartUpload(b -> b.bucket(BUCKET).key("parts.stl"))
                .uploadId();
        byte[] content = Files.readAllBytes(file);
        List<CompletedPart> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i + 1;
            byte[] part = Arrays.copyOfRange(content, i * 8 * MIB, (i + 1) * 8 * MIB);
            String tag = client.uploadPart(
                            b -> b.bucket(BUCKET)
                                    .key("parts.stl")
                                    .uploadId(upload)
                                    .partNumber(number),
                            RequestBody.fromBytes(part))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        assertThat(client.listParts(b -> b.bucket(BUCKET).key("parts.stl").uploadId(upload))
                        .parts())
                .hasSize(3);

        client.completeMultipartUpload(
                b -> b.bucket(BUCKET).key("parts.stl").uploadId(upload).multipartUpload(m -> m.parts(parts)));

        assertThat(read("parts.stl")).isEqualTo(content);
    }

    @Test
    void uploadInPartsThatIsGivenUp_leavesNothing() {
        String upload = client.createMultipartUpload(b -> b.bucket(BUCKET).key("given-up.stl"))
                .uploadId();
        client.uploadPart(
                b -> b.bucket(BUCKET).key("given-up.stl").uploadId(upload).partNumber(1),
                RequestBody.fromString("first"));

        client.abortMultipartUpload(b -> b.bucket(BUCKET).key("given-up.stl").uploadId(upload));

        assertThat(THROUGH.listed(BUCKET)).noneMatch(line -> line.startsWith("given-up"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-0", "bytes=10-19", "bytes=990-", "bytes=-5", "bytes=0-5000"})
    void range_isWhatTheStoreCuts(String range) {
        client.putObject(b -> b.bucket(BUCKET).key("range"), RequestBody.fromBytes(FileContent.bytes(1_000, 3)));

        ResponseBytes<GetObjectResponse> part =
                client.getObjectAsBytes(b -> b.bucket(BUCKET).key("range").range(range));

        ResponseBytes<GetObjectResponse> directly = THROUGH.direct()
                .getObjectAsBytes(b -> b.bucket(BUCKET).key("range").range(range));
        assertThat(part.asByteArray()).isEqualTo(directly.asByteArray());
        assertThat(part.response().contentRange())
                .isEqualTo(directly.response().contentRange())
                .endsWith("/1000");
    }

    @Test
    void conditionalReads_areTheStoresToDecide() {
        String tag = client.putObject(b -> b.bucket(BUCKET).key("conditional"), RequestBody.fromString("ring"))
                .eTag();

        assertThat(client.getObjectAsBytes(
                                b -> b.bucket(BUCKET).key("conditional").ifMatch(tag))
                        .asUtf8String())
                .isEqualTo("ring");
        assertThat(catchThrowableOfType(
                                S3Exception.class,
                                () -> client.getObjectAsBytes(
                                        b -> b.bucket(BUCKET).key("conditional").ifNoneMatch(tag)))
                        .statusCode())
                .isEqualTo(304);
        assertThat(catchThrowableOfType(
                                S3Exception.class,
                                () -> client.getObjectAsBytes(
                                        b -> b.bucket(BUCKET).key("conditional").ifMatch("\"other\"")))
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void description_hasTheSizeAndTheMetadata() {
        client.putObject(
                b -> b.bucket(BUCKET)
                        .key("described")
                        .contentType("model/stl")
                        .metadata(Map.of("carat", "18", "note", "two  spaces")),
                RequestBody.fromBytes(new byte[12_345]));

        HeadObjectResponse head = client.headObject(b -> b.bucket(BUCKET).key("described"));

        assertThat(head.contentLength()).isEqualTo(12_345);
        assertThat(head.contentType()).isEqualTo("model/stl");
        assertThat(head.metadata())
                .isEqualTo(THROUGH.direct()
                        .headObject(b -> b.bucket(BUCKET).key("described"))
                        .metadata())
                .containsEntry("carat", "18");
    }

    @Test
    void missingFile_isTheStoresOwnError() {
        NoSuchKeyException missing = catchThrowableOfType(NoSuchKeyException.class, () -> read("missing.stl"));

        assertThat(missing.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
        assertThat(missing.requestId()).isNotBlank();
    }

    private static ObjectIdentifier identifier(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    @Test
    void copyAndDeletion_happenInsideTheStore() {
        client.putObject(b -> b.bucket(BUCKET).key("from"), RequestBody.fromString("gold"));

        client.copyObject(b -> b.sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket(BUCKET)
                .destinationKey("to"));
        client.deleteObjects(b -> b.bucket(BUCKET).delete(d -> d.objects(identifier("from"), identifier("never-was"))));

        assertThat(read("to")).asString().isEqualTo("gold");
        assertThatThrownBy(() -> read("from")).isInstanceOf(NoSuchKeyException.class);
        client.deleteObject(b -> b.bucket(BUCKET).key("to"));
        assertThatThrownBy(() -> read("to")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void presignedAddresses_workForWhoeverHasThem() throws Exception {
        byte[] content = FileContent.bytes(70_000, 5);
        HttpClient browser =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (S3Presigner presigner = Sdk.presigner(THROUGH.endpoint())) {
            URI upload = presigner
                    .presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(b -> b.bucket(BUCKET).key("signed +%Ж.stl")))
                    .url()
                    .toURI();
            URI download = presigner
                    .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(b -> b.bucket(BUCKET).key("signed +%Ж.stl")))
                    .url()
                    .toURI();

            HttpResponse<String> uploaded = browser.send(
                    HttpRequest.newBuilder(upload)
                            .PUT(BodyPublishers.ofByteArray(content))
                            .build(),
                    BodyHandlers.ofString());
            HttpResponse<byte[]> downloaded =
                    browser.send(HttpRequest.newBuilder(download).build(), BodyHandlers.ofByteArray());
            HttpResponse<String> tampered = browser.send(
                    HttpRequest.newBuilder(URI.create(download.toString().replace("%2B", "x")))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
            assertThat(downloaded.body()).isEqualTo(content);
            assertThat(tampered.statusCode()).isEqualTo(403);
            assertThat(tampered.body()).contains("SignatureDoesNotMatch");
        }
    }

    @Test
    void wrongSecret_isRefusedByTheStoreItself() {
        try (S3Client impostor = Sdk.impostor(THROUGH.endpoint())) {
            assertThat(catchThrowableOfType(S3Exception.class, impostor::listBuckets)
                            .awsErrorDetails()
                            .errorCode())
                    .isEqualTo("SignatureDoesNotMatch");
        }
    }

    @Test
    void bodyOfUnknownLength_isUploadedInSignedChunks() {
        byte[] content = FileContent.bytes(300_000, 11);

        client.putObject(
                b -> b.bucket(BUCKET).key("chunks.stl"),
                RequestBody.fromContentProvider(
                        () -> new ByteArrayInputStream(content), content.length, "application/octet-stream"));

        assertThat(read("chunks.stl")).isEqualTo(content);
    }

    private static byte[] read(String key) {
        return client.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asByteArray();
    }
}
