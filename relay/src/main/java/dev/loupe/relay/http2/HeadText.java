package dev.loupe.relay.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A head of HTTP/2 as HTTP/1.1 has it. What could be read as more than one line, or as another framing than the frames
 * have, is refused here, whatever the codec has let through.
 */
final class HeadText {
    private static final int ROOM = 512;

    private final StringBuilder text = new StringBuilder(ROOM);

    private HeadText() {}

    /** A request's head (RFC 9113 section 8.3.1). */
    static ByteBuf request(ByteBufAllocator allocator, Http2Headers headers, boolean chunked) throws MalformedStream {
        HeadText head = new HeadText();
        String method = pseudo(headers, Http2Headers.PseudoHeaderName.METHOD);
        String path = pseudo(headers, Http2Headers.PseudoHeaderName.PATH);
        if (!path.startsWith("/") && !path.equals("*")) {
            throw new MalformedStream("the path is none");
        }
        head.text.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        CharSequence authority = headers.authority();
        if (authority != null) {
            head.line("host", value(authority));
        }
        StringBuilder cookies = null;
        for (Map.Entry<CharSequence, CharSequence> field : headers) {
            String name = field.getKey().toString();
            String value = value(field.getValue());
            if (name.startsWith(":") || (name.equals("host") && authority != null && same(value, authority))) {
                continue;
            }
            if (name.equals("cookie")) {
                // RFC 9113 section 8.2.3: crumbs are one field again.
                cookies = cookies == null ? new StringBuilder() : cookies.append("; ");
                cookies.append(value);
            } else {
                head.field(name, value);
            }
        }
        if (cookies != null) {
            head.line("cookie", cookies.toString());
        }
        return head.end(allocator, chunked);
    }

    /** A response's head (RFC 9113 section 8.3.2). */
    static ByteBuf response(ByteBufAllocator allocator, Http2Headers headers, boolean chunked, boolean empty)
            throws MalformedStream {
        HeadText head = new HeadText();
        int status = status(headers);
        head.text.append("HTTP/1.1 ").append(HttpResponseStatus.valueOf(status)).append("\r\n");
        for (Map.Entry<CharSequence, CharSequence> field : headers) {
            String name = field.getKey().toString();
            if (!name.startsWith(":")) {
                head.field(name, value(field.getValue()));
            }
        }
        if (empty && !headers.contains("content-length")) {
            head.line("content-length", "0");
        }
        return head.end(allocator, chunked);
    }

    static int status(Http2Headers headers) throws MalformedStream {
        CharSequence status = headers.status();
        if (status == null || status.length() != 3 || !status.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedStream("no status");
        }
        int number = Integer.parseInt(status.toString());
        if (number < 100 || number == 101) {
            throw new MalformedStream("no status of HTTP/2");
        }
        return number;
    }

    /** The lines of a trailer section, without the empty one that ends it. */
    static String trailers(Http2Headers headers) throws MalformedStream {
        HeadText section = new HeadText();
        for (Map.Entry<CharSequence, CharSequence> field : headers) {
            section.field(field.getKey().toString(), value(field.getValue()));
        }
        return section.text.toString();
    }

    private void field(String name, String value) throws MalformedStream {
        if (!isName(name) || isOfTheConnection(name, value)) {
            throw new MalformedStream("a field that may not be there");
        }
        line(name, value);
    }

    private void line(String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private ByteBuf end(ByteBufAllocator allocator, boolean chunked) {
        text.append(chunked ? "transfer-encoding: chunked\r\n\r\n" : "\r\n");
        ByteBuf out = allocator.ioBuffer(text.length());
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        return out;
    }

    private static String pseudo(Http2Headers headers, Http2Headers.PseudoHeaderName name) throws MalformedStream {
        List<CharSequence> all = headers.getAll(name.value());
        String value = all.size() == 1 ? all.get(0).toString() : "";
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c != 0x7f)) {
            throw new MalformedStream("not one " + name.value());
        }
        return value;
    }

    private static String value(CharSequence value) throws MalformedStream {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0 || c > 0xff) {
                throw new MalformedStream("a value of more than one line");
            }
        }
        return value.toString();
    }

    private static boolean same(String value, CharSequence other) {
        return value.contentEquals(other);
    }

    /** RFC 9113 section 8.2.1: names are in lower case. */
    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= '0' && c <= '9')
                                || (c > 0 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0));
    }

    /** RFC 9113 section 8.2.2: fields that are about one connection of HTTP/1.1, which a stream is not. */
    private static boolean isOfTheConnection(String name, String value) {
        return switch (name) {
            case "connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade" -> true;
            case "te" -> !value.equalsIgnoreCase("trailers");
            default -> false;
        };
    }
}
