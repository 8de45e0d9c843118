package dev.loupe.demo.shop;

import dev.loupe.demo.http.Environment;
import dev.loupe.demo.sql.DatabaseAccess;
import dev.loupe.demo.store.S3Access;
import java.net.InetAddress;
import java.net.URI;

/**
 * What the Shop has to be told.
 *
 * @param host where it listens
 * @param port where it listens; 0 for any free one
 * @param mes address of the MES
 * @param store where models go
 * @param bucket for them; it has to be there
 * @param database with its tables
 */
public record ShopSettings(
        InetAddress host, int port, URI mes, S3Access store, String bucket, DatabaseAccess database) {
    private static final int PORT = 8101;

    /**
     * From {@code HOST}, {@code PORT} (8101), {@code MES_URL} (http://127.0.0.1:8102), {@code S3_URL}
     * (http://127.0.0.1:9000), {@code S3_BUCKET} (3d-files), {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY},
     * {@code JDBC_URL} (jdbc:postgresql://127.0.0.1:5432/shop), {@code DB_USER}, {@code DB_PASSWORD}.
     */
    public static ShopSettings from(Environment environment) {
        return new ShopSettings(
                environment.host(),
                environment.port(PORT),
                environment.address("MES_URL", "http://127.0.0.1:8102"),
                S3Access.from(environment),
                environment.text("S3_BUCKET", S3Access.BUCKET),
                DatabaseAccess.from(environment, "shop"));
    }
}
