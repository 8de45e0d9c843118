package dev.loupe.demo.crm;

import dev.loupe.demo.http.Environment;
import dev.loupe.demo.mq.BrokerAccess;
import dev.loupe.demo.sql.DatabaseAccess;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;

/**
 * What the CRM has to be told.
 *
 * @param host where it listens
 * @param port where it listens; 0 for any free one
 * @param shop address of the Shop, which has the orders
 * @param mes address of the MES, which produces them
 * @param database the Shop's, in which the CRM has tables of its own
 * @param broker with the queues {@code crm.status} and {@code crm.status.dead}
 * @param pace how long things take
 */
public record CrmSettings(
        InetAddress host, int port, URI shop, URI mes, DatabaseAccess database, BrokerAccess broker, Pace pace) {
    private static final int PORT = 8103;

    /**
     * How long things take.
     *
     * @param letter to typeset a letter to a customer
     * @param waking to wake the archive, for whoever files first
     * @param filing to file an order's new status in it
     * @param clears between two looks at what could not be read
     */
    public record Pace(Duration letter, Duration waking, Duration filing, Duration clears) {}

    /**
     * From {@code HOST}, {@code PORT} (8103), {@code SHOP_URL} (http://127.0.0.1:8101), {@code MES_URL}
     * (http://127.0.0.1:8102), {@code JDBC_URL} (jdbc:postgresql://127.0.0.1:5432/shop), {@code DB_USER},
     * {@code DB_PASSWORD}, those of {@link BrokerAccess#from}, {@code LETTER_TAKES} (PT1.5S), {@code WAKING_TAKES} (PT5S),
     * {@code FILING_TAKES} (PT0.2S), {@code CLEARS_EVERY} (PT30S).
     */
    public static CrmSettings from(Environment environment) {
        return new CrmSettings(
                environment.host(),
                environment.port(PORT),
                environment.address("SHOP_URL", "http://127.0.0.1:8101"),
                environment.address("MES_URL", "http://127.0.0.1:8102"),
                DatabaseAccess.from(environment, "shop"),
                BrokerAccess.from(environment),
                new Pace(
                        Duration.parse(environment.text("LETTER_TAKES", "PT1.5S")),
                        Duration.parse(environment.text("WAKING_TAKES", "PT5S")),
                        Duration.parse(environment.text("FILING_TAKES", "PT0.2S")),
                        Duration.parse(environment.text("CLEARS_EVERY", "PT30S"))));
    }
}
