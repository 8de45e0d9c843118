package dev.loupe.demo.mes;

import dev.loupe.demo.http.Environment;
import dev.loupe.demo.mq.BrokerAccess;
import dev.loupe.demo.sql.DatabaseAccess;
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
 * @param database with its tables
 * @param broker with the exchange {@code orders}
 * @param atOnce models of at most so many bytes are priced while the caller waits, others later
 * @param casting which rings are difficult to cast
 * @param looks how often the job looks at the store; the first time at once
 */
public record MesSettings(
        InetAddress host,
        int port,
        URI shop,
        S3Access store,
        String bucket,
        DatabaseAccess database,
        BrokerAccess broker,
        long atOnce,
        Casting casting,
        Duration looks) {
    private static final int PORT = 8102;
    private static final String AT_ONCE = "262144";
    private static final String WITH_CARE = "3670016";

    /**
     * Of rings with fine details it is calculated whether the gold will get there.
     *
     * @param from bytes that a model of such a ring has at least
     * @param takes how long that is calculated
     */
    public record Casting(long from, Duration takes) {}

    /**
     * From {@code HOST}, {@code PORT} (8102), {@code SHOP_URL} (http://127.0.0.1:8101), {@code S3_URL}
     * (http://127.0.0.1:9000), {@code S3_BUCKET} (3d-files), {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY},
     * {@code JDBC_URL} (jdbc:postgresql://127.0.0.1:5432/mes), {@code DB_USER}, {@code DB_PASSWORD}, those of
     * {@link BrokerAccess#from}, {@code PRICED_AT_ONCE} (262144 bytes), {@code CAST_WITH_CARE} (3670016 bytes), {@code CASTING_TAKES} (PT1.2S), {@code LOOKS_EVERY} (PT30S).
     */
    public static MesSettings from(Environment environment) {
        return new MesSettings(
                environment.host(),
                environment.port(PORT),
                environment.address("SHOP_URL", "http://127.0.0.1:8101"),
                S3Access.from(environment),
                environment.text("S3_BUCKET", S3Access.BUCKET),
                DatabaseAccess.from(environment, "mes"),
                BrokerAccess.from(environment),
                Long.parseLong(environment.text("PRICED_AT_ONCE", AT_ONCE)),
                new Casting(
                        Long.parseLong(environment.text("CAST_WITH_CARE", WITH_CARE)),
                        Duration.parse(environment.text("CASTING_TAKES", "PT1.2S"))),
                Duration.parse(environment.text("LOOKS_EVERY", "PT30S")));
    }
}
