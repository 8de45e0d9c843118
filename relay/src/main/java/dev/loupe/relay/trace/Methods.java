package dev.loupe.relay.trace;

import java.util.Set;

/** Methods of requests, from a closed set: whatever a client invents as one would else become a metric's label. */
public final class Methods {
    /** Stands for every unknown method. */
    public static final String OTHER = "_OTHER";

    /** RFC 9110, section 9.1, and PATCH of RFC 5789. */
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT");

    private Methods() {}

    /** The method itself, or {@link #OTHER}; case counts, as in HTTP. */
    public static String known(String method) {
        return KNOWN.contains(method) ? method : OTHER;
    }
}
