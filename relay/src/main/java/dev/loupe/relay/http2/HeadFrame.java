package dev.loupe.relay.http2;

import dev.loupe.relay.http.codec.Head;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Locale;

/** A head of HTTP/1.1 as HTTP/2 has it. */
final class HeadFrame {
    private HeadFrame() {}

    /** A request's fields (RFC 9113 section 8.3.1). */
    static Http2Headers request(Head head, String scheme) {
        Http2Headers headers = new DefaultHttp2Headers(false)
                .method(head.method())
                .scheme(scheme)
                .path(head.target());
        String host = head.first("host");
        if (host != null) {
            headers.authority(host);
        }
        return fields(head, headers, true);
    }

    /** A response's fields (RFC 9113 section 8.3.2). */
    static Http2Headers response(Head head) {
        return fields(head, new DefaultHttp2Headers(false).status(Integer.toString(head.status())), false);
    }

    /** A trailer section's fields, out of its lines. */
    static Http2Headers trailers(String lines) {
        Http2Headers headers = new DefaultHttp2Headers(false);
        for (String line : lines.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private static Http2Headers fields(Head head, Http2Headers headers, boolean request) {
        for (int i = 0; i < head.fields(); i++) {
            String name = head.name(i).toLowerCase(Locale.ROOT);
            if (!staysBehind(name, request)) {
                headers.add(name, head.value(i));
            }
        }
        return headers;
    }

    private static boolean staysBehind(String name, boolean request) {
        return switch (name) {
            case "connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade" -> true;
            case "host" -> request;
            default -> false;
        };
    }
}
