package dev.loupe.console.config;

import dev.loupe.telemetry.InvalidSetting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration that has every type a configuration may have. */
record Sample(
        String name,
        Colour colour,
        double share,
        boolean eager,
        Pool pool,
        Optional<ServerTls> tls,
        Optional<URI> jaeger,
        List<String> domains,
        Map<String, Duration> slow,
        Map<String, String> headers,
        Optional<String> password) {

    enum Colour {
        ROSE_GOLD,
        SILVER
    }

    record Pool(int size, long queue, Duration delay, DataSize buffer, URI server) {
        Pool {
            InvalidSetting.unlessWithin("size", size, 1, 100);
            InvalidSetting.unlessWithin("queue", queue, size, 1_000);
        }
    }

    static Sample defaults() {
        return new Sample(
                "rings",
                Colour.SILVER,
                0.5,
                true,
                new Pool(10, 50, Duration.ofSeconds(30), DataSize.ofKibibytes(16), URI.create("http://127.0.0.1:9001")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of("GetObject", Duration.ofSeconds(1)),
                Map.of(),
                Optional.empty());
    }
}
