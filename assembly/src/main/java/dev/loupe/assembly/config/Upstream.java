package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.telemetry.InvalidSetting;
import java.net.URI;
import java.time.Duration;

/**
 * A server that requests go to.
 *
 * @param url its address: scheme, host and port, nothing else
 * @param tls how an {@code https} server is trusted
 * @param connectTimeout to open one connection, TLS included
 * @param responseTimeout from the request's last byte to the response's head; then 504; 0 for no limit, as for long polls
 * @param idleTimeout how long the server may be silent, or not read, in the middle of a transfer; 0 for no limit, as for
 *     server-sent events
 * @param keepAlive how long an unused connection is kept; less than the server itself keeps it
 * @param maxConnections to the server, over all threads
 * @param maxWaiting requests that may wait for a connection; more are answered with 503
 * @param resolveInterval how often the host's addresses are looked up again
 */
public record Upstream(
        @Given URI url,
        UpstreamTls tls,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration idleTimeout,
        Duration keepAlive,
        int maxConnections,
        int maxWaiting,
        Duration resolveInterval) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Checks ranges. */
    public Upstream {
        if (!isServer(url)) {
            throw new InvalidSetting(
                    "url", "http:// or https:// with host and port and nothing else, such as http://minio:9000");
        }
        Range.check("connectTimeout", connectTimeout, Range.MILLISECOND, Range.HOUR);
        Range.check("responseTimeout", responseTimeout, Duration.ZERO, Range.DAY);
        Range.check("idleTimeout", idleTimeout, Duration.ZERO, Range.DAY);
        Range.check("keepAlive", keepAlive, Range.SECOND, Range.HOUR);
        InvalidSetting.unlessWithin("maxConnections", maxConnections, 1, 60_000);
        InvalidSetting.unlessWithin("maxWaiting", maxWaiting, 0, 1_000_000);
        Range.check("resolveInterval", resolveInterval, Range.SECOND, Range.DAY);
    }

    private static boolean isServer(URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        return web
                && bare
                && url.getHost() != null
                && url.getPath().replace("/", "").isEmpty();
    }

    /** {@code http://127.0.0.1:9001}. */
    public static Upstream defaults() {
        return new Upstream(
                URI.create("http://127.0.0.1:9001"),
                UpstreamTls.defaults(),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                1_024,
                4_096,
                Duration.ofSeconds(30));
    }

    /** The host, without the brackets that an IPv6 address has in a URL. */
    public String host() {
        return url.getHost().replace("[", "").replace("]", "");
    }

    /** The port, that of the scheme if the address has none. */
    public int port() {
        int port = url.getPort();
        return port >= 0 ? port : isHttps() ? HTTPS : HTTP;
    }

    /** Whether TLS is spoken to it. */
    public boolean isHttps() {
        return url.getScheme().equals("https");
    }

    /** The same at another address. */
    public Upstream at(URI changed) {
        return new Upstream(
                changed,
                tls,
                connectTimeout,
                responseTimeout,
                idleTimeout,
                keepAlive,
                maxConnections,
                maxWaiting,
                resolveInterval);
    }
}
