package dev.loupe.relay.http;

import dev.loupe.relay.http.ExchangeObserver.Field;
import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import dev.loupe.relay.http.codec.Head;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Makes the head that goes on out of the head that came: the same bytes, less the lines that are about one connection
 * only, plus the few that a proxy has to add.
 */
final class HeadWriter {
    private static final int ROOM = 128;
    private static final byte[] CONNECTED = ascii("HTTP/1.1 200 Connection established\r\n\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] TRACEPARENT = ascii("traceparent: ");
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");
    private static final byte[] HOST = ascii("Host: ");
    private static final byte[] COLON = ascii(": ");
    private static final byte[] CR_LF = ascii("\r\n");

    private HeadWriter() {}

    /** What of a request's connection is the upstream's too. */
    enum Kept {
        /** Nothing, as a rule. */
        NOTHING("", ""),
        /** It asks to go on in another protocol. */
        UPGRADE("upgrade", "Connection: Upgrade\r\n"),
        /** Its client, who speaks HTTP/2, takes trailers, and some servers insist on that. */
        TE("te", "Connection: TE\r\n");

        private final String name;
        // Written out, never written to.
        @SuppressWarnings("ImmutableEnumChecker")
        private final byte[] connection;

        Kept(String name, String connection) {
            this.name = name;
            this.connection = ascii(connection);
        }

        private boolean is(Head head, int i) {
            return this != NOTHING && head.isNamed(i, name);
        }
    }

    /** What the client is told about its connection. */
    enum Persistence {
        /** It goes on, as HTTP/1.1 has it anyway. */
        IMPLIED,
        /** It goes on, which an HTTP/1.0 client has to be told. */
        KEEP_ALIVE,
        /** It ends with this response. */
        CLOSE
    }

    /**
     * A request's head for the upstream.
     *
     * @param kept what passes though it is of the connection
     */
    static ByteBuf request(
            ByteBufAllocator allocator,
            Head head,
            RequestHead request,
            ConnectionFields connection,
            Kept kept,
            SafeObserver observer,
            TraceFields trace,
            Route route) {
        ByteBuf out = allocator.ioBuffer(head.length() + ROOM);
        boolean forward = route instanceof Route.Forward;
        if (route instanceof Route.Forward to) {
            forwarded(out, head, to);
        } else {
            out.writeBytes(head.bytes(), 0, head.startLineEnd());
            out.setByte(head.requestMinorAt(), '1');
        }
        boolean traced = trace != null && !observer.protects(request, "traceparent");
        int keptFrom = head.startLineEnd();
        for (int i = 0; i < head.fields(); i++) {
            boolean never = forward && (head.isNamed(i, "host") || head.isNamed(i, "proxy-authorization"));
            boolean goes = (connection.isHopByHop(head, i) && !kept.is(head, i))
                    || (traced && head.isNamed(i, "traceparent"))
                    || (traced && trace.dropTracestate() && head.isNamed(i, "tracestate"))
                    || (trace != null && isReplaced(head, i, trace.more()));
            if (never || (goes && !observer.protects(request, head.name(i).toLowerCase(Locale.ROOT)))) {
                out.writeBytes(head.bytes(), keptFrom, head.lineStart(i) - keptFrom);
                keptFrom = head.lineEnd(i);
            }
        }
        out.writeBytes(head.bytes(), keptFrom, head.fieldsEnd() - keptFrom);
        if (route instanceof Route.Direct direct && head.find("host") < 0) {
            out.writeBytes(HOST).writeBytes(ascii(direct.authority())).writeBytes(CR_LF);
        }
        out.writeBytes(kept.connection);
        if (traced) {
            out.writeBytes(TRACEPARENT);
            out.writeCharSequence(trace.traceparent(), StandardCharsets.US_ASCII);
            out.writeBytes(CR_LF);
        }
        if (trace != null) {
            add(out, trace.more(), observer, request);
        }
        return out.writeBytes(CR_LF);
    }

    /** RFC 9112 section 3.2.2: a proxy takes the host out of the target and into {@code Host}. */
    private static void forwarded(ByteBuf out, Head head, Route.Forward to) {
        out.writeCharSequence(head.method(), StandardCharsets.ISO_8859_1);
        out.writeByte(' ');
        out.writeCharSequence(to.target(), StandardCharsets.ISO_8859_1);
        out.writeBytes(VERSION)
                .writeBytes(HOST)
                .writeBytes(ascii(to.authority()))
                .writeBytes(CR_LF);
    }

    private static boolean isReplaced(Head head, int i, List<Field> fields) {
        for (Field field : fields) {
            if (head.isNamed(i, field.name())) {
                return true;
            }
        }
        return false;
    }

    private static void add(ByteBuf out, List<Field> fields, SafeObserver observer, RequestHead request) {
        for (Field field : fields) {
            if (!observer.protects(request, field.name())) {
                out.writeCharSequence(field.name(), StandardCharsets.US_ASCII);
                out.writeBytes(COLON);
                out.writeCharSequence(field.value(), StandardCharsets.US_ASCII);
                out.writeBytes(CR_LF);
            }
        }
    }

    /**
     * A final response's head for the client.
     *
     * @param plain whether the body goes without its chunk framing, since the client speaks HTTP/1.0
     * @param forward whether the client takes us for its proxy, so that no server may speak as one
     */
    static ByteBuf response(
            ByteBufAllocator allocator, Head head, Persistence persistence, boolean plain, boolean forward) {
        ConnectionFields connection = ConnectionFields.of(head);
        ByteBuf out = allocator.ioBuffer(head.length() + ROOM);
        out.writeBytes(head.bytes(), 0, head.startLineEnd());
        out.setByte(head.responseMinorAt(), '1');
        int keptFrom = head.startLineEnd();
        for (int i = 0; i < head.fields(); i++) {
            boolean goes = connection.isHopByHop(head, i)
                    || (plain && (head.isNamed(i, "transfer-encoding") || head.isNamed(i, "trailer")))
                    || (forward
                            && (head.isNamed(i, "proxy-authenticate") || head.isNamed(i, "proxy-authentication-info")));
            if (goes) {
                out.writeBytes(head.bytes(), keptFrom, head.lineStart(i) - keptFrom);
                keptFrom = head.lineEnd(i);
            }
        }
        out.writeBytes(head.bytes(), keptFrom, head.fieldsEnd() - keptFrom);
        if (persistence != Persistence.IMPLIED) {
            out.writeBytes(persistence == Persistence.CLOSE ? CLOSE : KEEP_ALIVE);
        }
        return out.writeBytes(CR_LF);
    }

    /** The answer to {@code CONNECT}, after which the connection is a tunnel. */
    static ByteBuf connected(ByteBufAllocator allocator) {
        return allocator.ioBuffer(CONNECTED.length).writeBytes(CONNECTED);
    }

    /** An interim response's head, as it came. */
    static ByteBuf interim(ByteBufAllocator allocator, Head head) {
        return allocator.ioBuffer(head.length()).writeBytes(head.bytes(), 0, head.length());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
