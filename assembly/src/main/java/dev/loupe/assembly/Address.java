package dev.loupe.assembly;

import dev.loupe.assembly.config.Listen;

/** Addresses as people write them. */
public final class Address {
    private Address() {}

    /** Where clients connect, such as {@code http://127.0.0.1:9000}; the port is the one that was really bound. */
    public static String of(Listen listen, int port) {
        String host = listen.host();
        return (listen.tls().isPresent() ? "https" : "http") + "://" + (host.contains(":") ? "[" + host + "]" : host)
                + ":" + port;
    }
}
