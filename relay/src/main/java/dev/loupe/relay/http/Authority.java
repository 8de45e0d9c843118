package dev.loupe.relay.http;

import java.util.Locale;

/**
 * A server as a request target names it (RFC 3986 section 3.2, without user information).
 *
 * @param host name or address in lower case, an IPv6 address without its brackets
 * @param port 1 to 65535
 */
record Authority(String host, int port) {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_PORT_DIGITS = 5;

    /**
     * Reads {@code host}, {@code host:port} or {@code [address]:port}.
     *
     * @param defaultPort for a text without one; -1 if there has to be one
     * @return null if the text is none
     */
    static Authority of(String text, int defaultPort) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']');
        String host = (hasPort ? text.substring(0, colon) : text).toLowerCase(Locale.ROOT);
        int port = hasPort ? port(text.substring(colon + 1)) : defaultPort;
        return port < 1 || !isHost(host) ? null : new Authority(plain(host), port);
    }

    /** Whether that is a name or an address, an IPv6 one in brackets. */
    static boolean isHost(String host) {
        if (host.startsWith("[")) {
            String address = host.substring(1, Math.max(1, host.length() - 1));
            return host.endsWith("]")
                    && address.indexOf(':') >= 0
                    && address.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
        }
        return !host.isEmpty()
                && host.chars()
                        .allMatch(c -> c < 0x80 && (c == '.' || c == '-' || c == '_' || Character.isLetterOrDigit(c)));
    }

    /** A host without the brackets of an IPv6 address. */
    static String plain(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The number, or -1 if it is no port. */
    static int port(String text) {
        if (text.isEmpty() || text.length() > MAX_PORT_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= MAX_PORT ? port : -1;
    }

    /** As {@code Host} has it. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
