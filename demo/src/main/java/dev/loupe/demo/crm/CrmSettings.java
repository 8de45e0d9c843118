package dev.loupe.demo.crm;

import dev.loupe.demo.http.Environment;
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
 * @param letter how long it takes to typeset a letter to a customer
 */
public record CrmSettings(InetAddress host, int port, URI shop, URI mes, DatabaseAccess database, Duration letter) {
    private static final int PORT = 8103;

    /**
     * From {@code HOST}, {@code PORT} (8103), {@code SHOP_URL} (http://127.0.0.1:8101), {@code MES_URL}
     * (http://127.0.0.1:8102), {@code JDBC_URL} (jdbc:postgresql://127.0.0.1:5432/shop), {@code DB_USER},
     * {@code DB_PASSWORD}, {@code LETTER_TAKES} (PT1.5S).
     */
    public static CrmSettings from(Environment environment) {
        return new CrmSettings(
                environment.host(),
                environment.port(PORT),
                environment.address("SHOP_URL", "http://127.0.0.1:8101"),
                environment.address("MES_URL", "http://127.0.0.1:8102"),
                DatabaseAccess.from(environment, "shop"),
                Duration.parse(environment.text("LETTER_TAKES", "PT1.5S")));
    }
}
