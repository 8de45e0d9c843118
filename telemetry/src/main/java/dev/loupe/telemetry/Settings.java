package dev.loupe.telemetry;

import dev.loupe.telemetry.privacy.ConfiguredKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The telemetry part of every deployable's configuration; component names are the keys of the YAML file. */
public record Settings(Keep keep, Export export, Recent recent, Log log, Metrics metrics, Privacy privacy) {

    /** What ships: selective, exporting nowhere until an endpoint is given. */
    public static Settings defaults() {
        return new Settings(
                Keep.defaults(),
                Export.defaults(),
                Recent.defaults(),
                Log.defaults(),
                Metrics.defaults(),
                Privacy.defaults());
    }

    /** Which traces leave the process. */
    public enum Policy {
        /** Errors, slow ones, a baseline, and those that a trusted caller asked for. */
        SELECTIVE,
        /** All of them. */
        ALL
    }

    /**
     * The keep policy (design, section 7).
     *
     * @param policy selective or all
     * @param baseline keep 1 trace in this many, chosen by trace id; 1 to 1,000,000
     * @param slow a local root that took at least this long is kept
     * @param slowByOperation the same by span name, before {@code slow}
     * @param trustCaller whether the caller's sampled flag is a reason to keep
     * @param maxWaitingSpans spans that may wait for their local root, over all traces
     * @param maxWait how long they may wait
     * @param verdicts how many verdicts are remembered for late spans
     */
    public record Keep(
            Policy policy,
            long baseline,
            Duration slow,
            Map<String, Duration> slowByOperation,
            boolean trustCaller,
            int maxWaitingSpans,
            Duration maxWait,
            int verdicts) {
        /** Checks ranges. */
        public Keep {
            InvalidSetting.unlessWithin("baseline", baseline, 1, 1_000_000);
            InvalidSetting.unlessWithin("maxWaitingSpans", maxWaitingSpans, 1, 10_000_000);
            InvalidSetting.unlessWithin("verdicts", verdicts, 0, 10_000_000);
            InvalidSetting.unlessWithin("slow", slow, Duration.ZERO, Duration.ofDays(1));
            InvalidSetting.unlessWithin("maxWait", maxWait, Duration.ofMillis(1), Duration.ofDays(1));
            for (Duration threshold : slowByOperation.values()) {
                InvalidSetting.unlessWithin("slowByOperation", threshold, Duration.ZERO, Duration.ofDays(1));
            }
            slowByOperation = Map.copyOf(slowByOperation);
        }

        /** Selective, 1 in 100, slow from 1 s. */
        public static Keep defaults() {
            return new Keep(
                    Policy.SELECTIVE,
                    100,
                    Duration.ofSeconds(1),
                    Map.of(),
                    false,
                    20_000,
                    Duration.ofMinutes(10),
                    50_000);
        }
    }

    /** Wire protocol of OTLP. */
    public enum Protocol {
        /** OTLP over HTTP, protobuf. */
        HTTP_PROTOBUF,
        /** OTLP over gRPC. */
        GRPC
    }

    /**
     * Where spans and metrics go. The standard {@code OTEL_*} environment variables win over this.
     *
     * @param endpoint base address of an OTLP receiver; empty for no export
     * @param protocol wire protocol
     * @param headers sent with each export, such as credentials; never logged
     * @param queue spans that may wait for export; more are dropped and counted
     * @param batch spans in one request
     * @param delay longest wait for a batch to fill
     * @param timeout of one export
     * @param resource resource attributes added to each span and metric
     */
    public record Export(
            Optional<URI> endpoint,
            Protocol protocol,
            Map<String, String> headers,
            int queue,
            int batch,
            Duration delay,
            Duration timeout,
            Map<String, String> resource) {
        /** Checks ranges. */
        public Export {
            InvalidSetting.unlessWithin("queue", queue, 1, 1_000_000);
            InvalidSetting.unlessWithin("batch", batch, 1, queue);
            InvalidSetting.unlessWithin("delay", delay, Duration.ofMillis(1), Duration.ofHours(1));
            InvalidSetting.unlessWithin("timeout", timeout, Duration.ofMillis(1), Duration.ofHours(1));
            if (endpoint.isPresent() && !isHttp(endpoint.get())) {
                throw new InvalidSetting("endpoint", "an http or https address with a host");
            }
            if (!headers.entrySet().stream().allMatch(h -> isHeaderName(h.getKey()) && isHeaderValue(h.getValue()))) {
                throw new InvalidSetting("headers", "header names with values of printable ASCII");
            }
            headers = Map.copyOf(headers);
            resource = Map.copyOf(resource);
        }

        /** No endpoint; 8,192 spans of queue in batches of 512. */
        public static Export defaults() {
            return new Export(
                    Optional.empty(),
                    Protocol.HTTP_PROTOBUF,
                    Map.of(),
                    8_192,
                    512,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Map.of());
        }

        /** Whether OTLP can be sent there: {@code http} or {@code https}, with a host. */
        public static boolean isHttp(URI address) {
            String scheme = address.getScheme();
            return address.getHost() != null && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme));
        }

        /** Whether this is an HTTP header's name: a token of RFC 9110, section 5.6.2. */
        public static boolean isHeaderName(String name) {
            return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
        }

        /** Whether this can be sent as an HTTP header's value: printable ASCII. */
        public static boolean isHeaderValue(String value) {
            return value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        }

        /** Never shows the headers' values, which may be credentials. */
        @Override
        public String toString() {
            return "Export[endpoint=" + endpoint.map(URI::getHost) + ", protocol=" + protocol + ", headers="
                    + headers.keySet() + "]";
        }
    }

    /**
     * The console's store of recent kept traces.
     *
     * @param traces how many; 0 for none
     * @param spansPerTrace more spans of one trace are counted and not held
     */
    public record Recent(int traces, int spansPerTrace) {
        /** Checks ranges. */
        public Recent {
            InvalidSetting.unlessWithin("traces", traces, 0, 100_000);
            InvalidSetting.unlessWithin("spansPerTrace", spansPerTrace, 1, 10_000);
        }

        /** 500 traces. */
        public static Recent defaults() {
            return new Recent(500, 200);
        }
    }

    /** How log lines look. */
    public enum Format {
        /** For people. */
        TEXT,
        /** Elastic Common Schema, one JSON object a line. */
        ECS
    }

    /** Least severe level that is written. */
    public enum Level {
        /** Failures of Loupe itself. */
        ERROR,
        /** What an operator should look at. */
        WARN,
        /** Life cycle. */
        INFO,
        /** Each refused request, each broken transfer. */
        DEBUG,
        /** Everything. */
        TRACE
    }

    /** Logging. */
    public record Log(Format format, Level level) {
        /** Text, info. */
        public static Log defaults() {
            return new Log(Format.TEXT, Level.INFO);
        }
    }

    /**
     * Metrics.
     *
     * @param interval between two exports over OTLP
     */
    public record Metrics(Duration interval) {
        /** Checks ranges. */
        public Metrics {
            InvalidSetting.unlessWithin("interval", interval, Duration.ofMillis(100), Duration.ofDays(1));
        }

        /** Once a minute. */
        public static Metrics defaults() {
            return new Metrics(Duration.ofMinutes(1));
        }
    }

    /**
     * Pseudonyms, and what may leave (design, section 7).
     *
     * @param keys secret keys of pseudonyms by number from 1: text of at least 16 bytes, or Base64 of as many after
     *     {@code base64:}; empty ones do not count, so that they can come from a variable that may be missing
     * @param current number of the key that new pseudonyms are made with; the highest if it is not given
     * @param keyFile file of further keys, one {@code number: key} a line
     * @param attributes names of further attributes that may leave the process on spans, events and links
     */
    public record Privacy(
            Map<String, String> keys, Optional<Integer> current, Optional<Path> keyFile, List<String> attributes) {
        /** Checks the keys' numbers and lengths, and the names. */
        public Privacy {
            Map<String, String> given = new TreeMap<>(keys);
            given.values().removeIf(String::isBlank);
            keys = Collections.unmodifiableMap(given);
            ConfiguredKeys.inSettings(keys);
            if (keyFile.isEmpty()
                    && current.isPresent()
                    && !keys.containsKey(current.get().toString())) {
                throw new InvalidSetting("current", "the number of a key that is given");
            }
            for (int i = 0; i < attributes.size(); i++) {
                if (!attributes.get(i).matches("[A-Za-z][A-Za-z0-9_.-]{0,254}")) {
                    throw new InvalidSetting("attributes[" + i + "]", "an attribute's name, such as order.priority");
                }
            }
            attributes = List.copyOf(attributes);
        }

        /** No key, so that a random one is used; no further attributes. */
        public static Privacy defaults() {
            return new Privacy(Map.of(), Optional.empty(), Optional.empty(), List.of());
        }

        /** Never shows a key. */
        @Override
        public String toString() {
            return "Privacy[keys=" + keys.keySet() + ", current=" + current + ", keyFile=" + keyFile + ", attributes="
                    + attributes + "]";
        }
    }
}
