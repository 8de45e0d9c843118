package dev.loupe.relay.service;

import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.service.route.Identifiers;
import java.util.Locale;
import java.util.Map;

/** Who is called. */
public sealed interface Peer {
    /** Name of those that have none. */
    String OTHER = "_OTHER";

    /** Who is called by that request. */
    Address of(RequestHead request, String scheme);

    /**
     * A peer, as it may be told.
     *
     * @param name from a closed set
     * @param port -1 if not known
     */
    record Address(String name, String host, int port) {}

    /** Always the same. */
    record Fixed(String name, String host, int port) implements Peer {
        @Override
        public Address of(RequestHead request, String scheme) {
            return new Address(name, host, port);
        }
    }

    /**
     * Whom the request names, as with a forward proxy.
     *
     * @param names of services by host in lower case; of other hosts only the end is told
     */
    record Named(Map<String, String> names) implements Peer {
        private static final int HTTP = 80;
        private static final int HTTPS = 443;

        /** Keeps its own copy. */
        public Named {
            names = Map.copyOf(names);
        }

        @Override
        public Address of(RequestHead request, String scheme) {
            String named = authority(request).toLowerCase(Locale.ROOT);
            String authority = named.substring(named.lastIndexOf('@') + 1);
            int colon = authority.lastIndexOf(':');
            boolean hasPort = colon > authority.lastIndexOf(']');
            String host = hasPort ? authority.substring(0, colon) : authority;
            String name = names.get(host);
            return new Address(
                    name == null ? OTHER : name,
                    name == null ? Identifiers.withoutThem(host) : host,
                    hasPort ? port(authority.substring(colon + 1)) : scheme.equals("https") ? HTTPS : HTTP);
        }

        private static String authority(RequestHead request) {
            String target = request.target();
            if (request.method().equals("CONNECT")) {
                return target;
            }
            int start = target.startsWith("/") ? -1 : target.indexOf("://");
            if (start < 0) {
                String host = request.header("host");
                return host == null ? "" : host;
            }
            int end = start + 3;
            while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
                end++;
            }
            return target.substring(start + 3, end);
        }

        private static int port(String text) {
            return text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        }
    }
}
