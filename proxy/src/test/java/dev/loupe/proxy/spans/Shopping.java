package dev.loupe.proxy.spans;

import dev.loupe.proxy.fixture.FileContent;
import dev.loupe.proxy.fixture.Sdk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A little of everything that customers of a store do, with secrets wherever a request can carry one. */
final class Shopping implements AutoCloseable {
    static final String BUCKET = "rings";
    static final int SIZE = 3_000_000;
    static final int PART = 5 << 20;

    /** Stands in the metadata, in the listing's prefix and in query strings, and has to stay there. */
    static final String SECRET = "f0r-anna-only";

    /** The caller's trace, with a span of the caller's. */
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    static final String CALLER = "00f067aa0ba902b7";

    private static final String TRACEPARENT = "00-" + TRACE + "-" + CALLER + "-01";

    private final URI endpoint;
    private final S3Client s3;
    private final List<String> secrets = new ArrayList<>(List.of(SECRET));

    Shopping(URI endpoint) {
        this.endpoint = endpoint;
        this.s3 = Sdk.impatient(endpoint);
    }

    void does() throws Exception {
        s3.createBucket(b -> b.bucket(BUCKET));
        s3.putObject(
                b -> b.bucket(BUCKET)
                        .key("gold ring+Ж.stl")
                        .metadata(Map.of("customer", SECRET))
                        .overrideConfiguration(o -> o.putHeader("traceparent", TRACEPARENT)),
                RequestBody.fromBytes(FileContent.bytes(SIZE, 1)));
        s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("gold ring+Ж.stl"));
        s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("gold ring+Ж.stl").range("bytes=100-199"));
        s3.headObject(b -> b.bucket(BUCKET).key("gold ring+Ж.stl"));
        asksForWhatIsMissing();
        s3.listObjectsV2(b -> b.bucket(BUCKET).prefix(SECRET));
        uploadsInParts();
        s3.copyObject(b -> b.sourceBucket(BUCKET)
                .sourceKey("gold ring+Ж.stl")
                .destinationBucket(BUCKET)
                .destinationKey("copy.stl"));
        s3.deleteObject(b -> b.bucket(BUCKET).key("copy.stl"));
        opensLink();
        breaksOff();
    }

    private void asksForWhatIsMissing() {
        for (Runnable question : List.<Runnable>of(
                () -> s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("missing.stl")),
                () -> s3.headObject(b -> b.bucket(BUCKET).key("missing.stl")))) {
            try {
                question.run();
                throw new AssertionError("the store has what was never put there");
            } catch (S3Exception e) {
                if (e.statusCode() != 404) {
                    throw e;
                }
            }
        }
    }

    private void uploadsInParts() {
        String upload = s3.createMultipartUpload(
                        b -> b.bucket(BUCKET).key("parts.stl").metadata(Map.of("customer", SECRET)))
                .uploadId();
        secrets.add(upload);
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            int part = number;
            String tag = s3.uploadPart(
                            b -> b.bucket(BUCKET)
                                    .key("parts.stl")
                                    .uploadId(upload)
                                    .partNumber(part),
                            RequestBody.fromBytes(FileContent.bytes(PART, part)))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(part).eTag(tag).build());
        }
        s3.completeMultipartUpload(
                b -> b.bucket(BUCKET).key("parts.stl").uploadId(upload).multipartUpload(m -> m.parts(parts)));
    }

    /** What is signed in the address is the host only, so the trace goes on to the store. */
    private void opensLink() throws IOException, InterruptedException {
        try (S3Presigner presigner = Sdk.presigner(endpoint)) {
            String link = presigner
                    .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(b -> b.bucket(BUCKET).key("parts.stl")))
                    .url()
                    .toString();
            secrets.add(link.replaceFirst(".*X-Amz-Signature=([0-9a-f]+).*", "$1"));
            HttpResponse<byte[]> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(link))
                                    .header("traceparent", TRACEPARENT)
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            if (answer.body().length != 2 * PART) {
                throw new AssertionError("the link led to " + answer.statusCode());
            }
        }
    }

    private void breaksOff() throws IOException {
        ResponseInputStream<GetObjectResponse> download =
                s3.getObject(b -> b.bucket(BUCKET).key("parts.stl"));
        download.readNBytes(1_000);
        download.abort();
    }

    /** What must be found nowhere but in the traffic itself. */
    List<String> secrets() {
        return secrets;
    }

    @Override
    public void close() {
        s3.close();
    }
}
