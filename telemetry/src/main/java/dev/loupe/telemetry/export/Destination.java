package dev.loupe.telemetry.export;

import dev.loupe.telemetry.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where one signal is sent.
 *
 * @param address complete: for OTLP over HTTP with the signal's path
 * @param protocol wire protocol
 * @param headers sent with each request; never logged
 * @param timeout of one request with its retries
 * @param certificates file of trusted certificates in PEM, already read; empty for the platform's own
 */
public record Destination(
        URI address,
        Settings.Protocol protocol,
        Map<String, String> headers,
        Duration timeout,
        Optional<Certificates> certificates) {

    /** Copies what could change. */
    public Destination {
        headers = Map.copyOf(headers);
    }

    /** Host and port: all of it that may be logged. */
    public String shown() {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }

    /** Never shows the headers, which may be credentials. */
    @Override
    public String toString() {
        return "Destination[" + shown() + ", " + protocol + "]";
    }

    /** Trusted certificates in PEM. */
    public static final class Certificates {
        private final byte[] pem;

        /** @param pem one or more certificates */
        public Certificates(byte[] pem) {
            this.pem = pem.clone();
        }

        byte[] pem() {
            return pem.clone();
        }
    }
}
