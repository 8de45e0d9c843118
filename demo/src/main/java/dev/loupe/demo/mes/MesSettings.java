package dev.loupe.demo.mes;

import dev.loupe.demo.http.Environment;
import dev.loupe.demo.store.S3Access;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;

/**
 * What the MES has to be told.
 *
 * @param host where it listens
 * @param port where it listens; 0 for any free one
 * @param shop address of the Shop, which is told of prices that took a while
 * @param store where the models are
 * @param bucket in which they are
 * @param atOnce models of at most so many bytes are priced while the caller waits, others later
 * @param looks how often the job looks at the store; the first time at once
 */
public record MesSettings(
        InetAddress host, int port, URI shop, S3Access store, String bucket, long atOnce, Duration looks) {
    private static final int PORT = 8102;
    private static final String AT_ONCE = "262144";

    /**
     * From {@code HOST}, {@code PORT} (8102), {@code SHOP_URL} (http://127.0.0.1:8101), {@code S3_URL}
     * (http://127.0.0.1:9000), {@code S3_BUCKET} (3d-files), {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY},
     * {@code PRICED_AT_ONCE} (262144 bytes), {@code LOOKS_EVERY} (PT30S).
     */
    public static MesSettings from(Environment environment) {
        return new MesSettings(
                environment.host(),
                environment.port(PORT),
                environment.address("SHOP_URL", "http://127.0.0.1:8101"),
                S3Access.from(environment),
                environment.text("S3_BUCKET", S3Access.BUCKET),
                Long.parseLong(environment.text("PRICED_AT_ONCE", AT_ONCE)),
                Duration.parse(environment.text("LOOKS_EVERY", "PT30S")));
    }
}
