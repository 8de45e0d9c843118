package dev.loupe.demo.crm;

import dev.loupe.demo.http.Environment;
import java.net.InetAddress;
import java.net.URI;

/**
 * What the CRM has to be told.
 *
 * @param host where it listens
 * @param port where it listens; 0 for any free one
 * @param shop address of the Shop, which has the orders
 * @param mes address of the MES, which produces them
 */
public record CrmSettings(InetAddress host, int port, URI shop, URI mes) {
    private static final int PORT = 8103;

    /**
     * From {@code HOST}, {@code PORT} (8103), {@code SHOP_URL} (http://127.0.0.1:8101), {@code MES_URL}
     * (http://127.0.0.1:8102).
     */
    public static CrmSettings from(Environment environment) {
        return new CrmSettings(
                environment.host(),
                environment.port(PORT),
                environment.address("SHOP_URL", "http://127.0.0.1:8101"),
                environment.address("MES_URL", "http://127.0.0.1:8102"));
    }
}
