package dev.loupe.relay.http;

import dev.loupe.relay.http.codec.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a head says about its own connection only (RFC 9110 section 7.6.1). */
final class ConnectionFields {
    /** Never taken out, though a peer names them in {@code Connection}: without them a message means something else. */
    private static final List<String> END_TO_END =
            List.of("host", "content-length", "transfer-encoding", "content-type", "trailer", "cache-control", "date");

    private static final ConnectionFields SILENT = new ConnectionFields(false, false, false, List.of());

    private final boolean close;
    private final boolean keepAlive;
    private final boolean upgrade;
    private final List<String> named;

    private ConnectionFields(boolean close, boolean keepAlive, boolean upgrade, List<String> named) {
        this.close = close;
        this.keepAlive = keepAlive;
        this.upgrade = upgrade;
        this.named = named;
    }

    static ConnectionFields of(Head head) {
        int i = head.find("connection");
        if (i < 0) {
            return SILENT;
        }
        boolean close = false;
        boolean keepAlive = false;
        boolean upgrade = false;
        List<String> named = List.of();
        for (; i >= 0; i = head.find("connection", i + 1)) {
            if (head.valueIs(i, "keep-alive")) {
                keepAlive = true;
                continue;
            }
            for (String option : head.value(i).toLowerCase(Locale.ROOT).split(",", -1)) {
                String token = option.trim();
                if (token.equals("close")) {
                    close = true;
                } else if (token.equals("keep-alive")) {
                    keepAlive = true;
                } else if (token.equals("upgrade")) {
                    upgrade = true;
                } else if (!token.isEmpty() && !END_TO_END.contains(token)) {
                    named = named.isEmpty() ? new ArrayList<>(2) : named;
                    named.add(token);
                }
            }
        }
        return new ConnectionFields(close, keepAlive, upgrade, named);
    }

    /** Whether the connection lasts after this message (RFC 9112 section 9.3). */
    boolean persists(int minorVersion) {
        return !close && (minorVersion > 0 || keepAlive);
    }

    /**
     * Whether the client asks to go on in a protocol that is none of HTTP's own, such as WebSocket (RFC 9110 section
     * 7.8). Another version of HTTP would be spoken past whoever reads this one.
     */
    boolean asksForTunnel(Head head) {
        if (!upgrade || head.minorVersion() == 0) {
            return false;
        }
        boolean asked = false;
        for (String protocols : head.all("upgrade")) {
            for (String protocol : protocols.toLowerCase(Locale.ROOT).split(",", -1)) {
                String name = protocol.trim();
                if (name.startsWith("h2") || name.startsWith("http") || name.startsWith("tls")) {
                    return false;
                }
                asked |= !name.isEmpty();
            }
        }
        return asked;
    }

    /** Whether field {@code i} is about this connection only. */
    boolean isHopByHop(Head head, int i) {
        return head.isNamed(i, "connection")
                || head.isNamed(i, "keep-alive")
                || head.isNamed(i, "proxy-connection")
                || head.isNamed(i, "upgrade")
                || head.isNamed(i, "http2-settings")
                || head.isNamed(i, "te")
                || isNamedByConnection(head, i);
    }

    private boolean isNamedByConnection(Head head, int i) {
        for (String name : named) {
            if (head.isNamed(i, name)) {
                return true;
            }
        }
        return false;
    }
}
