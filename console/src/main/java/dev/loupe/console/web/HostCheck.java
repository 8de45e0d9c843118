package dev.loupe.console.web;

import io.vertx.core.net.HostAndPort;
import java.util.Locale;

/**
 * Keeps a foreign page from reading a console on this machine by pointing its own name at a loopback address (DNS
 * rebinding): a console that listens on loopback answers only to loopback's names, with any port.
 */
final class HostCheck {
    private static final String LOOPBACK = "localhost|127(\\.\\d{1,3}){3}|\\[?::1]?";

    private final boolean onLoopback;

    /** @param listensOn the host of the configuration */
    HostCheck(String listensOn) {
        onLoopback = isLoopback(listensOn);
    }

    /** @param authority of the request; null if it named none that can be read */
    boolean isWelcome(HostAndPort authority) {
        return !onLoopback || (authority != null && isLoopback(authority.host()));
    }

    private static boolean isLoopback(String host) {
        return host.toLowerCase(Locale.ROOT).matches(LOOPBACK);
    }
}
