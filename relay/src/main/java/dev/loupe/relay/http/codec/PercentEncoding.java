package dev.loupe.relay.http.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding, RFC 3986 section 2.1, over UTF-8. */
public final class PercentEncoding {
    private static final int LAST_ASCII = 0x7f;
    private static final int LAST_BYTE = 0xff;

    private PercentEncoding() {}

    /**
     * The text that {@code raw[from, to)} stands for. A plus stays a plus. An escape that is none ({@code %}, {@code
     * %4}, {@code %zz}) stays as it is; bytes that are not UTF-8 become U+FFFD.
     *
     * @param raw every character a byte of the wire
     */
    public static String decoded(String raw, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = raw.charAt(i);
            if (c == '%' || c > LAST_ASCII) {
                return decodedBytes(raw, from, to);
            }
        }
        return raw.substring(from, to);
    }

    private static String decodedBytes(String raw, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            char c = raw.charAt(i);
            if (c == '%' && i + 2 < to && hex(raw, i + 1) >= 0 && hex(raw, i + 2) >= 0) {
                bytes.write(hex(raw, i + 1) << 4 | hex(raw, i + 2));
                i += 2;
            } else {
                bytes.write(c <= LAST_BYTE ? c : '?');
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hex(String raw, int at) {
        char c = raw.charAt(at);
        return c <= LAST_ASCII ? Character.digit(c, 16) : -1;
    }
}
