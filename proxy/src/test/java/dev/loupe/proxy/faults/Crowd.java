package dev.loupe.proxy.faults;

import dev.loupe.proxy.fixture.FileContent;
import dev.loupe.proxy.fixture.Sdk;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Customers who upload and download without a pause, and write down whatever they were told that is not true. */
final class Crowd implements AutoCloseable {
    static final String BUCKET = "rings";

    /** Is there before the crowd comes. */
    static final String SHOWPIECE = "showpiece.stl";

    private static final int CUSTOMERS = 6;
    private static final int PART = 5 << 20;
    private static final byte[] SHOWN = FileContent.bytes(3 << 20, 1);

    /** Far more than any call takes, with the SDK's own limit below it. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final S3Client s3;
    private final long seed;
    private final ExecutorService threads = Executors.newFixedThreadPool(CUSTOMERS);
    private final List<Future<?>> customers = new ArrayList<>();
    private final Map<String, byte[]> wholes = new ConcurrentHashMap<>();
    private final Queue<String> confirmed = new ConcurrentLinkedQueue<>();
    private final Queue<String> lies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean leaving;

    Crowd(URI endpoint, long seed) {
        this.s3 = Sdk.impatient(endpoint);
        this.seed = seed;
    }

    /** Makes the bucket and puts there what will be read. */
    void opens() {
        s3.createBucket(b -> b.bucket(BUCKET));
        wholes.put(SHOWPIECE, SHOWN);
        s3.putObject(b -> b.bucket(BUCKET).key(SHOWPIECE), RequestBody.fromBytes(SHOWN));
    }

    void comes() {
        for (int i = 0; i < CUSTOMERS; i++) {
            SplittableRandom random = new SplittableRandom(seed * CUSTOMERS + i);
            customers.add(threads.submit(() -> shops(random)));
        }
    }

    private void shops(SplittableRandom random) {
        while (!leaving) {
            try {
                switch (random.nextInt(5)) {
                    case 0, 1 -> downloads();
                    case 2 -> downloadsPart(random.nextInt(SHOWN.length));
                    case 3 -> uploads("up/" + random.nextLong(), FileContent.bytes(1 + random.nextInt(1 << 21), 2));
                    default -> uploadsInParts("parts/" + random.nextLong());
                }
                succeeded.incrementAndGet();
            } catch (SdkException e) {
                failed.incrementAndGet();
            }
        }
    }

    private void downloads() {
        isTrue(
                "a whole download",
                SHOWN,
                s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(SHOWPIECE)).asByteArrayUnsafe());
    }

    private void downloadsPart(int from) {
        isTrue(
                "a download from " + from,
                Arrays.copyOfRange(SHOWN, from, SHOWN.length),
                s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(SHOWPIECE).range("bytes=" + from + "-"))
                        .asByteArrayUnsafe());
    }

    private void isTrue(String what, byte[] whole, byte[] seen) {
        if (!Arrays.equals(whole, seen)) {
            lies.add(what + " brought " + seen.length + " bytes, and should have brought " + whole.length);
        }
    }

    private void uploads(String key, byte[] content) {
        wholes.put(key, content);
        s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
        confirmed.add(key);
    }

    private void uploadsInParts(String key) {
        byte[] content = FileContent.bytes(PART + 1_000, 3);
        wholes.put(key, content);
        String upload = s3.createMultipartUpload(b -> b.bucket(BUCKET).key(key)).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int from = 0; from < content.length; from += PART) {
            int number = parts.size() + 1;
            byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + PART));
            String tag = s3.uploadPart(
                            b -> b.bucket(BUCKET).key(key).uploadId(upload).partNumber(number),
                            RequestBody.fromBytes(part))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        s3.completeMultipartUpload(
                b -> b.bucket(BUCKET).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
        confirmed.add(key);
    }

    /** Everybody finishes what they are at; a call that hangs fails the test. */
    void leaves() throws Exception {
        leaving = true;
        for (Future<?> customer : customers) {
            customer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    int succeeded() {
        return succeeded.get();
    }

    int failed() {
        return failed.get();
    }

    /**
     * What the store, asked around the proxy, has against what customers know of it: nothing, if all is well. (It is not
     * asked for a list: a store on disk whose upload broke off stumbles over what that left, and hides it otherwise.)
     */
    List<String> liesTold(S3Client store) {
        List<String> all = new ArrayList<>(lies);
        wholes.forEach((key, whole) -> {
            try {
                byte[] stored =
                        store.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asByteArrayUnsafe();
                if (!Arrays.equals(stored, whole)) {
                    all.add("the store holds " + stored.length + " bytes as " + key);
                }
            } catch (NoSuchKeyException e) {
                if (confirmed.contains(key)) {
                    all.add("an upload that was confirmed is not there: " + key);
                }
            }
        });
        return all;
    }

    @Override
    public void close() {
        leaving = true;
        threads.shutdownNow();
        s3.close();
    }
}
