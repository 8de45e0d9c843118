package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.relay.amqp.monitor.BrokerMonitorSettings;
import dev.loupe.telemetry.InvalidSetting;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A RabbitMQ's management API.
 *
 * @param url where it is, such as {@code http://mq:15672}
 * @param user with the tag {@code monitoring}; without it, the monitor's
 * @param password of that user; without it, the monitor's
 * @param trust PEM file of the authorities that are trusted for an {@code https} address; without it, those of the Java runtime
 */
public record Management(@Given URI url, Optional<String> user, Optional<String> password, Optional<Path> trust) {
    private static final String ALLOWED =
            "http:// or https:// with host and port, and a path if it has one, such as http://mq:15672";

    /** Checks the address. */
    public Management {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean plain = url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
        if (!http || url.getHost() == null || !plain) {
            throw new InvalidSetting("url", ALLOWED);
        }
    }

    /** The values of keys that are not given. */
    public static Management defaults() {
        return new Management(
                URI.create("http://127.0.0.1:15672"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    BrokerMonitorSettings.Management settings(String otherUser, String otherPassword) {
        return new BrokerMonitorSettings.Management(url, user.orElse(otherUser), password.orElse(otherPassword), trust);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Management[url=" + url + ']';
    }
}
