package dev.loupe.demo.mes;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Book;
import dev.loupe.demo.ring.Volume;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.services.s3.S3Client;

/** The models in the store, and what a ring of each costs. Thread-safe. */
final class Models implements AutoCloseable {
    private static final String STORE = "3d-files-storage";
    /** Gold of 585: 13.1 g/cm³ at 52.40 a gram. */
    private static final double CENTS_PER_MM3 = 13.1e-3 * 5_240;

    private static final long LABOUR_CENTS = 18_000;

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

    /** Cents, for the metal that it takes and the work. */
    long price(Act.Cause cause, String key) throws IOException {
        book.did(new Act(cause, STORE, "GetObject", cause.order()));
        try (InputStream in = s3.getObject(request -> request.bucket(bucket).key(key))) {
            return LABOUR_CENTS + Math.round(Volume.of(key, in) * CENTS_PER_MM3);
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
