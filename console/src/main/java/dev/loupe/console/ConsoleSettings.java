package dev.loupe.console;

import dev.loupe.console.config.ServerTls;
import dev.loupe.telemetry.InvalidSetting;
import java.net.URI;
import java.util.Optional;

/**
 * The console's part of every deployable's configuration; component names are the keys of the YAML file.
 *
 * @param enabled whether there is a console at all
 * @param host address that the console listens on
 * @param port its port; 0 picks a free one
 * @param tls certificate and key, for HTTPS
 * @param insecure allows an address that others can reach without TLS: the page shows file names
 * @param jaeger base address of Jaeger's pages, to link traces to
 */
public record ConsoleSettings(
        boolean enabled, String host, int port, Optional<ServerTls> tls, boolean insecure, Optional<URI> jaeger) {
    /**
     * Checks ranges, and that nobody but this machine can read the page unless that was asked for.
     *
     * @throws InvalidSetting naming the component at fault
     */
    public ConsoleSettings {
        InvalidSetting.unlessWithin("port", port, 0, 65_535);
        if (host.isBlank()) {
            throw new InvalidSetting("host", "an address to listen on, such as 127.0.0.1");
        }
        if (enabled && !isLoopback(host) && tls.isEmpty() && !insecure) {
            throw new InvalidSetting(
                    "host",
                    "a loopback address such as 127.0.0.1, unless console.tls is given or console.insecure is true");
        }
    }

    /** On {@code http://127.0.0.1:9464}, for this machine only. */
    public static ConsoleSettings defaults() {
        return new ConsoleSettings(true, "127.0.0.1", 9464, Optional.empty(), false, Optional.empty());
    }

    /** By its spelling alone, so that no name server has a say in whether the page is exposed. */
    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
