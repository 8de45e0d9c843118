package dev.loupe.relay.http;

import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import dev.loupe.relay.http.codec.Head;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Makes the head that goes on out of the head that came: the same bytes, less the lines that are about one connection
 * only, plus the few that a proxy has to add.
 */
final class HeadWriter {
    private static final int ROOM = 128;
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] TRACEPARENT = ascii("traceparent: ");
    private static final byte[] HOST = ascii("Host: ");
    private static final byte[] CR_LF = ascii("\r\n");

    private HeadWriter() {}

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
     * @param authority {@code Host} for a client of HTTP/1.0 that sent none
     */
    static ByteBuf request(
            ByteBufAllocator allocator,
            Head head,
            RequestHead request,
            ConnectionFields connection,
            SafeObserver observer,
            TraceFields trace,
            String authority) {
        ByteBuf out = allocator.ioBuffer(head.length() + ROOM);
        out.writeBytes(head.bytes(), 0, head.startLineEnd());
        out.setByte(head.requestMinorAt(), '1');
        boolean traced = trace != null && !observer.protects(request, "traceparent");
        int keptFrom = head.startLineEnd();
        for (int i = 0; i < head.fields(); i++) {
            boolean goes = connection.isHopByHop(head, i)
                    || (traced && head.isNamed(i, "traceparent"))
                    || (traced && trace.dropTracestate() && head.isNamed(i, "tracestate"));
            if (goes && !observer.protects(request, head.name(i).toLowerCase(Locale.ROOT))) {
                out.writeBytes(head.bytes(), keptFrom, head.lineStart(i) - keptFrom);
                keptFrom = head.lineEnd(i);
            }
        }
        out.writeBytes(head.bytes(), keptFrom, head.fieldsEnd() - keptFrom);
        if (head.find("host") < 0) {
            out.writeBytes(HOST).writeBytes(ascii(authority)).writeBytes(CR_LF);
        }
        if (traced) {
            out.writeBytes(TRACEPARENT);
            out.writeCharSequence(trace.traceparent(), StandardCharsets.US_ASCII);
            out.writeBytes(CR_LF);
        }
        return out.writeBytes(CR_LF);
    }

    /**
     * A final response's head for the client.
     *
     * @param plain whether the body goes without its chunk framing, since the client speaks HTTP/1.0
     */
    static ByteBuf response(ByteBufAllocator allocator, Head head, Persistence persistence, boolean plain) {
        ConnectionFields connection = ConnectionFields.of(head);
        ByteBuf out = allocator.ioBuffer(head.length() + ROOM);
        out.writeBytes(head.bytes(), 0, head.startLineEnd());
        out.setByte(head.responseMinorAt(), '1');
        int keptFrom = head.startLineEnd();
        for (int i = 0; i < head.fields(); i++) {
            boolean goes = connection.isHopByHop(head, i)
                    || (plain && (head.isNamed(i, "transfer-encoding") || head.isNamed(i, "trailer")));
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

    /** An interim response's head, as it came. */
    static ByteBuf interim(ByteBufAllocator allocator, Head head) {
        return allocator.ioBuffer(head.length()).writeBytes(head.bytes(), 0, head.length());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
