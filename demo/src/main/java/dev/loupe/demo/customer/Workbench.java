package dev.loupe.demo.customer;

import dev.loupe.demo.store.S3Access;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What people do with files, one method each; every one writes down what it did. */
final class Workbench implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    private static final int PART = 8 * 1024 * 1024;
    private static final long UNKNOWN = -1;

    private final S3Access access;
    private final S3Client s3;
    private final HttpClient browser = HttpClient.newHttpClient();
    private final String bucket;
    private final Ledger ledger;

    Workbench(S3Access access, String bucket, Ledger ledger) {
        this.access = access;
        this.s3 = access.client();
        this.bucket = bucket;
        this.ledger = ledger;
    }

    void opensShop() {
        try {
            s3.createBucket(r -> r.bucket(bucket));
            ledger.add(Fact.done("CreateBucket", "", UNKNOWN));
        } catch (S3Exception e) {
            ledger.add(new Fact("CreateBucket", "", UNKNOWN, Fact.End.REFUSED));
        }
    }

    void uploads(Model model) {
        s3.putObject(r -> r.bucket(bucket).key(model.key()), RequestBody.fromFile(model.file()));
        ledger.add(Fact.done("PutObject", model.key(), model.size()));
    }

    void uploadsInParts(Model model) throws IOException {
        String upload =
                s3.createMultipartUpload(r -> r.bucket(bucket).key(model.key())).uploadId();
        ledger.add(Fact.done("CreateMultipartUpload", model.key(), UNKNOWN));
        List<CompletedPart> parts = new ArrayList<>();
        try (InputStream in = java.nio.file.Files.newInputStream(model.file())) {
            for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
                int number = parts.size() + 1;
                byte[] bytes = part;
                String tag = s3.uploadPart(
                                r -> r.bucket(bucket)
                                        .key(model.key())
                                        .uploadId(upload)
                                        .partNumber(number),
                                RequestBody.fromBytes(bytes))
                        .eTag();
                ledger.add(Fact.done("UploadPart", model.key(), UNKNOWN));
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
        }
        s3.completeMultipartUpload(
                r -> r.bucket(bucket).key(model.key()).uploadId(upload).multipartUpload(m -> m.parts(parts)));
        ledger.add(Fact.done("CompleteMultipartUpload", model.key(), UNKNOWN));
    }

    void readsBack(Model model) throws IOException {
        try (InputStream in = s3.getObject(r -> r.bucket(bucket).key(model.key()))) {
            compare(model, in, 0);
        }
        ledger.add(Fact.done("GetObject", model.key(), model.size()));
    }

    /** @param bytesPerSecond how fast the reader is */
    void readsSlowly(Model model, long bytesPerSecond) throws IOException {
        try (InputStream in = s3.getObject(r -> r.bucket(bucket).key(model.key()))) {
            compare(model, in, bytesPerSecond);
        }
        ledger.add(Fact.done("GetObject", model.key(), model.size()));
    }

    private void compare(Model model, InputStream in, long bytesPerSecond) throws IOException {
        Checksum checksum = new Checksum();
        byte[] buffer = new byte[BUFFER];
        long begun = System.nanoTime();
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            checksum.add(buffer, n);
            total += n;
            if (bytesPerSecond > 0) {
                long due = begun + TimeUnit.SECONDS.toNanos(total) / bytesPerSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
        }
        if (!checksum.hex(HexFormat.of()).equals(model.sha256())) {
            ledger.complain(model.key() + ": other bytes came back than were uploaded");
        }
    }

    void readsRange(Model model, long from, int length) throws IOException {
        byte[] expected = new byte[length];
        try (var file = java.nio.channels.FileChannel.open(model.file())) {
            file.read(java.nio.ByteBuffer.wrap(expected), from);
        }
        try (InputStream in = s3.getObject(
                r -> r.bucket(bucket).key(model.key()).range("bytes=" + from + '-' + (from + length - 1)))) {
            if (!java.util.Arrays.equals(expected, in.readAllBytes())) {
                ledger.complain(model.key() + ": another range came back than was asked for");
            }
        }
        ledger.add(Fact.done("GetObject", model.key(), model.size()));
    }

    void breaksOff(Model model, int after) throws IOException {
        ResponseInputStream<GetObjectResponse> in =
                s3.getObject(r -> r.bucket(bucket).key(model.key()));
        in.readNBytes(after);
        in.abort();
        ledger.add(new Fact("GetObject", model.key(), model.size(), Fact.End.BROKEN_OFF));
    }

    void looksForMissing(String key) throws IOException {
        try (InputStream in = s3.getObject(r -> r.bucket(bucket).key(key))) {
            ledger.complain(key + ": " + in.readAllBytes().length + " bytes came of a file that is not there");
        } catch (NoSuchKeyException e) {
            ledger.add(new Fact("GetObject", key, UNKNOWN, Fact.End.REFUSED));
        }
    }

    void asksAbout(Model model) {
        long size = s3.headObject(r -> r.bucket(bucket).key(model.key())).contentLength();
        if (size != model.size()) {
            ledger.complain(model.key() + ": the store says " + size + " bytes");
        }
        ledger.add(Fact.done("HeadObject", model.key(), model.size()));
    }

    void lists(String prefix) {
        s3.listObjectsV2(r -> r.bucket(bucket).prefix(prefix));
        ledger.add(Fact.done("ListObjectsV2", "", UNKNOWN));
    }

    void copies(Model model, String to) {
        s3.copyObject(r -> r.sourceBucket(bucket)
                .sourceKey(model.key())
                .destinationBucket(bucket)
                .destinationKey(to));
        ledger.add(Fact.done("CopyObject", to, UNKNOWN));
    }

    void deletes(String key) {
        s3.deleteObject(r -> r.bucket(bucket).key(key));
        ledger.add(Fact.done("DeleteObject", key, UNKNOWN));
    }

    void opensLink(Model model) throws IOException, InterruptedException {
        try (S3Presigner presigner = access.presigner()) {
            var link = presigner.presignGetObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                    .getObjectRequest(g -> g.bucket(bucket).key(model.key())));
            HttpRequest request = HttpRequest.newBuilder(
                            java.net.URI.create(link.url().toString()))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            try (InputStream in = browser.send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body()) {
                compare(model, in, 0);
            }
        }
        ledger.add(Fact.done("GetObject", model.key(), model.size()));
    }

    @Override
    public void close() {
        s3.close();
    }
}
