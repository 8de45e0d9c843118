package dev.loupe.relay.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The frames of a body as HTTP/1.1 has it: as they are where the head said how many bytes there are, else in chunks. */
final class BodyText {
    private final boolean chunked;
    private boolean begun;

    BodyText(boolean chunked) {
        this.chunked = chunked;
    }

    /** A run of content; the reference goes over to this. */
    void content(ByteBufAllocator allocator, ByteBuf content, Consumer<ByteBuf> sink) {
        if (!content.isReadable()) {
            content.release();
            return;
        }
        if (chunked) {
            sink.accept(
                    ascii(allocator, (begun ? "\r\n" : "") + Integer.toHexString(content.readableBytes()) + "\r\n"));
            begun = true;
        }
        sink.accept(content);
    }

    /** The body is whole. HTTP/1.1 has no room for trailers after a body whose length the head has said. */
    void end(ByteBufAllocator allocator, Http2Headers trailers, Consumer<ByteBuf> sink) throws MalformedStream {
        if (chunked) {
            String lines = trailers == null ? "" : HeadText.trailers(trailers);
            sink.accept(ascii(allocator, (begun ? "\r\n" : "") + "0\r\n" + lines + "\r\n"));
        }
    }

    private static ByteBuf ascii(ByteBufAllocator allocator, String text) {
        ByteBuf out = allocator.ioBuffer(text.length());
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        return out;
    }
}
