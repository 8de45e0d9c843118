package dev.loupe.relay.postgres.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what a client says before its messages have types (PostgreSQL manual, "Message Formats": StartupMessage). */
final class StartupReader {
    private static final int LENGTH = 4;
    private static final int HEAD = 8;
    /** {@code MAX_STARTUP_PACKET_LENGTH}, which does not count the length. */
    private static final int LONGEST = 10_000 + LENGTH;

    private static final int CANCEL = 80877102;
    private static final int SSL = 80877103;
    private static final int GSS = 80877104;
    private static final int MAJOR = 3;
    /** A cancel key of protocol 3.2 is not longer. */
    private static final int LONGEST_SECRET = 256;

    private byte[] packet = new byte[HEAD];
    private int bytes;
    private boolean first = true;
    private FrontendEvent event;

    /** Reads on, to the end of the packet at most, and returns the index after what it took. */
    int take(ByteBuf in, int from, int to) {
        int at = from;
        while (at < to && bytes < HEAD && event == null) {
            packet[bytes++] = in.getByte(at++);
            if ((bytes == 1 && packet[0] != 0) || (bytes == LENGTH && !lengthFits())) {
                event = new FrontendEvent.Lost(first ? LostReason.NOT_POSTGRES : LostReason.LENGTH);
            } else if (bytes == HEAD) {
                head();
            }
        }
        if (event == null && bytes >= HEAD) {
            int some = Math.min(packet.length - bytes, to - at);
            in.getBytes(at, packet, bytes, some);
            bytes += some;
            at += some;
            if (bytes == packet.length) {
                event = whole();
            }
        }
        return at;
    }

    /** What the packet says, once, or null if it is not whole. */
    FrontendEvent poll() {
        FrontendEvent said = event;
        if (said != null) {
            event = null;
            first = false;
            bytes = 0;
            packet = new byte[HEAD];
        }
        return said;
    }

    /** Bytes of what is not whole. */
    int pending() {
        return bytes;
    }

    private boolean lengthFits() {
        int length = int32(0);
        return length >= HEAD && length <= LONGEST;
    }

    private void head() {
        int length = int32(0);
        int code = int32(LENGTH);
        boolean fits =
                switch (code) {
                    case SSL, GSS -> length == HEAD;
                    case CANCEL -> length > HEAD + LENGTH && length <= HEAD + LENGTH + LONGEST_SECRET;
                    default -> true;
                };
        if (!fits) {
            event = new FrontendEvent.Lost(LostReason.LENGTH);
        } else if (code >>> 16 != MAJOR && code != SSL && code != GSS && code != CANCEL) {
            event = new FrontendEvent.Lost(LostReason.VERSION);
        } else {
            packet = Arrays.copyOf(packet, length);
        }
    }

    private FrontendEvent whole() {
        int code = int32(LENGTH);
        return switch (code) {
            case SSL -> FrontendEvent.SslRequest.INSTANCE;
            case GSS -> FrontendEvent.GssEncRequest.INSTANCE;
            case CANCEL -> {
                byte[] secret = Arrays.copyOfRange(packet, HEAD + LENGTH, packet.length);
                yield new FrontendEvent.CancelRequest(new BackendKey(int32(HEAD), secret));
            }
            default -> startup(code);
        };
    }

    /** Pairs of names and values, and a last zero byte. */
    private FrontendEvent startup(int code) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = HEAD;
        while (at < packet.length && packet[at] != 0) {
            int name = end(at);
            int value = end(name + 1);
            if (value >= packet.length) {
                return new FrontendEvent.Lost(LostReason.MALFORMED);
            }
            parameters.put(text(at, name), text(name + 1, value));
            at = value + 1;
        }
        if (at != packet.length - 1) {
            return new FrontendEvent.Lost(LostReason.MALFORMED);
        }
        return new FrontendEvent.StartupMessage(MAJOR, code & 0xffff, Collections.unmodifiableMap(parameters));
    }

    /** Where the string that begins there ends; the packet's length if it does not. */
    private int end(int from) {
        int at = from;
        while (at < packet.length && packet[at] != 0) {
            at++;
        }
        return at;
    }

    private String text(int from, int to) {
        return new String(packet, from, to - from, UTF_8);
    }

    private int int32(int at) {
        return ((packet[at] & 0xff) << 24)
                | ((packet[at + 1] & 0xff) << 16)
                | ((packet[at + 2] & 0xff) << 8)
                | (packet[at + 3] & 0xff);
    }
}
