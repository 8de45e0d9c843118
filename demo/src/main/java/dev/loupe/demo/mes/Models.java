package dev.loupe.demo.mes;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Book;
import dev.loupe.demo.ring.Volume;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.services.s3.S3Client;

/** The models in the store, and what a ring of each weighs. Thread-safe. */
final class Models implements AutoCloseable {
    private static final String STORE = "3d-files-storage";
    /** Gold of 585: 13.1 g/cm³. */
    private static final double GRAMS_PER_MM3 = 13.1e-3;

    private final S3Client s3;
    private final String bucket;
    private final Book book;

    Models(S3Client s3, String bucket, Book book) {
        this.s3 = s3;
        this.bucket = bucket;
        this.book = book;
    }

    long size(Act.Cause cause, String key) {
        book.did(new Act(cause, STORE, "HeadObject", cause.order()));
        return s3.headObject(request -> request.bucket(bucket).key(key)).contentLength();
    }

    /** Grams of gold that it takes. */
    double weight(Act.Cause cause, String key) throws IOException {
        book.did(new Act(cause, STORE, "GetObject", cause.order()));
        try (InputStream in = s3.getObject(request -> request.bucket(bucket).key(key))) {
            return Volume.of(key, in) * GRAMS_PER_MM3;
        }
    }

    /** Which folders there are. */
    void look(Act.Cause cause) {
        book.did(new Act(cause, STORE, "ListObjectsV2", ""));
        s3.listObjectsV2(request -> request.bucket(bucket).delimiter("/"));
    }

    @Override
    public void close() {
        s3.close();
    }
}
