package dev.loupe.proxy;

import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.config.DataSize;
import dev.loupe.console.config.ServerTls;
import dev.loupe.telemetry.InvalidSetting;
import dev.loupe.telemetry.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The proxy's configuration; component names are the keys of the YAML file, which {@code docs/configuration.md} explains.
 *
 * @param service {@code service.name} of the spans: the store on whose behalf the proxy speaks
 * @param threads event loops; 0 for as many as the machine has cores
 * @param drain how long requests in flight may go on after {@code SIGTERM}
 * @param memory how much traffic may be held for sides that do not take it, before they are given as little as possible
 * @param listen where clients connect
 * @param upstream the store
 * @param s3 what is particular to S3
 * @param telemetry traces, metrics and logs
 * @param console health, metrics and the page
 */
public record ProxyConfig(
        String service,
        int threads,
        Duration drain,
        DataSize memory,
        Listen listen,
        Upstream upstream,
        S3 s3,
        Settings telemetry,
        ConsoleSettings console) {
    /**
     * Checks ranges.
     *
     * @throws InvalidSetting naming the component at fault
     */
    public ProxyConfig {
        if (service.isBlank()) {
            throw new InvalidSetting("service", "the name of the service that the spans are about");
        }
        InvalidSetting.unlessWithin("threads", threads, 0, 256);
        Range.check("drain", drain, Duration.ZERO, Range.HOUR);
        Range.check("memory", memory, DataSize.ofKibibytes(1_024), DataSize.ofKibibytes(16L * 1_024 * 1_024));
        boolean samePort = console.port() != 0 && console.port() == listen.port();
        if (console.enabled() && samePort && console.host().equals(listen.host())) {
            throw new InvalidSetting("console.port", "another port than listen.port");
        }
    }

    /** In front of {@code http://127.0.0.1:9001}, for this machine only, selective, exporting nowhere. */
    public static ProxyConfig defaults() {
        return new ProxyConfig(
                "3d-files-storage",
                0,
                Duration.ofSeconds(20),
                DataSize.ofKibibytes(64 * 1_024),
                Listen.defaults(),
                Upstream.defaults(),
                S3.defaults(),
                Settings.defaults(),
                ConsoleSettings.defaults());
    }

    /**
     * Where clients connect.
     *
     * @param host address to listen on
     * @param port 0 picks a free one
     * @param tls certificate and key, for HTTPS
     * @param maxConnections more are answered with 503 and {@code Retry-After}
     * @param maxHeaderSize of a request's head; more is answered with 431
     * @param maxTargetSize of a request's target; more is answered with 414
     * @param keepAlive how long a connection may idle between requests
     * @param headerTimeout from a request's first byte to the end of its head
     * @param idleTimeout how long a client may be silent, or not read, in the middle of a transfer
     * @param halfClose how long a client that sends no more is thought to wait for an answer that has not begun
     */
    public record Listen(
            String host,
            int port,
            Optional<ServerTls> tls,
            int maxConnections,
            DataSize maxHeaderSize,
            DataSize maxTargetSize,
            Duration keepAlive,
            Duration headerTimeout,
            Duration idleTimeout,
            Duration halfClose) {
        /** Checks ranges. */
        public Listen {
            if (host.isBlank()) {
                throw new InvalidSetting("host", "an address to listen on, such as 127.0.0.1 or 0.0.0.0");
            }
            InvalidSetting.unlessWithin("port", port, 0, 65_535);
            InvalidSetting.unlessWithin("maxConnections", maxConnections, 1, 1_000_000);
            Range.check("maxHeaderSize", maxHeaderSize, DataSize.ofKibibytes(1), DataSize.ofKibibytes(1_024));
            Range.check("maxTargetSize", maxTargetSize, DataSize.ofKibibytes(1), DataSize.ofKibibytes(1_024));
            Range.check("keepAlive", keepAlive, Range.SECOND, Range.HOUR);
            Range.check("headerTimeout", headerTimeout, Range.SECOND, Range.HOUR);
            Range.check("idleTimeout", idleTimeout, Range.SECOND, Range.DAY);
            Range.check("halfClose", halfClose, Duration.ZERO, Range.HOUR);
        }

        /** {@code 127.0.0.1:9000}, plain. */
        public static Listen defaults() {
            return new Listen(
                    "127.0.0.1",
                    9000,
                    Optional.empty(),
                    10_000,
                    DataSize.ofKibibytes(64),
                    DataSize.ofKibibytes(16),
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(10));
        }
    }

    /**
     * The store.
     *
     * @param url its address: scheme, host and port, nothing else
     * @param tls how an {@code https} store is trusted
     * @param connectTimeout to open one connection, TLS included
     * @param responseTimeout from the request's last byte to the response's head; then 504
     * @param idleTimeout how long the store may be silent, or not read, in the middle of a transfer
     * @param keepAlive how long an unused connection is kept; less than the store itself keeps it
     * @param maxConnections to the store, over all threads
     * @param maxWaiting requests that may wait for a connection; more are answered with 503
     * @param resolveInterval how often the host's addresses are looked up again
     */
    public record Upstream(
            URI url,
            UpstreamTls tls,
            Duration connectTimeout,
            Duration responseTimeout,
            Duration idleTimeout,
            Duration keepAlive,
            int maxConnections,
            int maxWaiting,
            Duration resolveInterval) {
        /** Checks ranges. */
        public Upstream {
            if (!isServer(url)) {
                throw new InvalidSetting(
                        "url", "http:// or https:// with host and port and nothing else, such as http://minio:9000");
            }
            Range.check("connectTimeout", connectTimeout, Range.MILLISECOND, Range.HOUR);
            Range.check("responseTimeout", responseTimeout, Range.MILLISECOND, Range.DAY);
            Range.check("idleTimeout", idleTimeout, Range.SECOND, Range.DAY);
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
    }

    /**
     * How an {@code https} store is trusted, and what the proxy shows it.
     *
     * @param trust PEM file of the authorities that are trusted; without it, those of the Java runtime
     * @param certificate PEM file of the proxy's own certificate, for a store that asks for one
     * @param key PEM file of its private key
     * @param verifyHost whether the store's certificate must bear its name
     * @param serverName the name to ask for and to verify, if it is not the host of the address
     */
    public record UpstreamTls(
            Optional<Path> trust,
            Optional<Path> certificate,
            Optional<Path> key,
            boolean verifyHost,
            Optional<String> serverName) {
        /** Checks that certificate and key come together. */
        public UpstreamTls {
            if (certificate.isPresent() != key.isPresent()) {
                throw new InvalidSetting(
                        key.isPresent() ? "certificate" : "key", "given too: certificate and key belong together");
            }
        }

        /** The Java runtime's authorities, host verified, no certificate of our own. */
        public static UpstreamTls defaults() {
            return new UpstreamTls(Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty());
        }
    }

    /** How much of an object's key may be seen in traces. */
    public enum FileNames {
        /** All of it. */
        PLAIN,
        /** Only the extension, such as {@code ….stl}. */
        EXTENSION,
        /** Nothing. */
        HIDDEN
    }

    /**
     * What is particular to S3.
     *
     * @param domains names under which buckets are virtual hosts: with {@code s3.example.com}, the bucket of
     *     {@code rings.s3.example.com} is {@code rings}
     * @param traceparent whether the trace is passed on to the store
     * @param fileNames how much of an object's key may be seen in traces
     * @param redact regular expressions; what they match in a key is replaced by {@code …}
     */
    public record S3(List<String> domains, boolean traceparent, FileNames fileNames, List<String> redact) {
        private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

        /** Checks the names and the expressions. */
        public S3 {
            for (int i = 0; i < domains.size(); i++) {
                if (!DOMAIN.matcher(domains.get(i)).matches()) {
                    throw new InvalidSetting("domains[" + i + "]", "a host name without port, such as s3.example.com");
                }
            }
            for (int i = 0; i < redact.size(); i++) {
                requireExpression("redact[" + i + "]", redact.get(i));
            }
            domains = List.copyOf(domains);
            redact = List.copyOf(redact);
        }

        private static void requireExpression(String key, String expression) {
            try {
                Pattern.compile(expression);
            } catch (PatternSyntaxException e) {
                throw new InvalidSetting(
                        key, "a regular expression, such as \\d{6,}; this one has: " + e.getDescription());
            }
        }

        /** Path-style buckets, the trace passed on, keys shown whole. */
        public static S3 defaults() {
            return new S3(List.of(), true, FileNames.PLAIN, List.of());
        }
    }
}
