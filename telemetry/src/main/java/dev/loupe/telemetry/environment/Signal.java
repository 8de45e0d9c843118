package dev.loupe.telemetry.environment;

import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.export.Destination;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One signal's destination. Each variable exists in a form for this signal, which wins, and in one for all; only an
 * endpoint for all signals gets the signal's path appended (OpenTelemetry, "OTLP Exporter Configuration").
 */
enum Signal {
    TRACES,
    METRICS;

    private static final String PREFIX = "OTEL_EXPORTER_OTLP_";

    Optional<Destination> destination(Variables variables, Settings.Export settings) {
        if (variables
                .text("OTEL_" + name() + "_EXPORTER")
                .filter("none"::equals)
                .isPresent()) {
            return Optional.empty();
        }
        Settings.Protocol protocol = protocol(variables, PREFIX + name() + "_PROTOCOL")
                .or(() -> protocol(variables, PREFIX + "PROTOCOL"))
                .orElse(settings.protocol());
        return address(variables, PREFIX + name() + "_ENDPOINT")
                .or(() -> address(variables, PREFIX + "ENDPOINT")
                        .or(settings::endpoint)
                        .map(base -> protocol == Settings.Protocol.GRPC ? base : withPath(base)))
                .map(address -> new Destination(
                        address,
                        protocol,
                        headers(variables, settings),
                        timeout(variables).orElse(settings.timeout()),
                        certificates(variables, PREFIX + name() + "_CERTIFICATE")
                                .or(() -> certificates(variables, PREFIX + "CERTIFICATE"))));
    }

    private URI withPath(URI base) {
        String text = base.toString();
        return URI.create(text + (text.endsWith("/") ? "" : "/") + "v1/" + name().toLowerCase(Locale.ROOT));
    }

    private Optional<Duration> timeout(Variables variables) {
        return variables
                .milliseconds(PREFIX + name() + "_TIMEOUT", 1)
                .or(() -> variables.milliseconds(PREFIX + "TIMEOUT", 1));
    }

    private Map<String, String> headers(Variables variables, Settings.Export settings) {
        return headers(variables, PREFIX + name() + "_HEADERS")
                .or(() -> headers(variables, PREFIX + "HEADERS"))
                .orElse(settings.headers());
    }

    private static Optional<Map<String, String>> headers(Variables variables, String name) {
        return variables.parsed(
                name, "header=value pairs with commas between them, percent-encoded", text -> Pairs.parsed(text)
                        .filter(Signal::areHeaders));
    }

    private static boolean areHeaders(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .allMatch(pair ->
                        Settings.Export.isHeaderName(pair.getKey()) && Settings.Export.isHeaderValue(pair.getValue()));
    }

    private static Optional<URI> address(Variables variables, String name) {
        return variables.parsed(
                name,
                "an http or https address with a host, such as http://localhost:4318",
                text -> Optional.of(URI.create(text)).filter(Settings.Export::isHttp));
    }

    private static Optional<Settings.Protocol> protocol(Variables variables, String name) {
        return variables.parsed(name, "http/protobuf or grpc", text -> switch (text) {
            case "http/protobuf" -> Optional.of(Settings.Protocol.HTTP_PROTOBUF);
            case "grpc" -> Optional.of(Settings.Protocol.GRPC);
            default -> Optional.empty();
        });
    }

    private static Optional<Destination.Certificates> certificates(Variables variables, String name) {
        return variables.parsed(name, "the path of a readable file of certificates in PEM", path -> {
            try {
                return Optional.of(new Destination.Certificates(Files.readAllBytes(Path.of(path))));
            } catch (IOException | InvalidPathException e) {
                return Optional.empty();
            }
        });
    }
}
