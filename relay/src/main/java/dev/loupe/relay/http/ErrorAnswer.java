package dev.loupe.relay.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** Writes the answers that the relay gives in the upstream's place. */
final class ErrorAnswer {
    private static final int RETRY_AFTER_SECONDS = 1;

    private ErrorAnswer() {}

    /**
     * A whole response.
     *
     * @param toHead whether it answers {@code HEAD}, and so goes without its body
     * @param close whether the connection ends with it
     */
    static ByteBuf write(
            ByteBufAllocator allocator,
            SafePath path,
            RelayError error,
            String requestId,
            boolean toHead,
            boolean close) {
        HttpPath.ErrorBody body = path.errorBody(error, requestId);
        byte[] bytes = body.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(error.status()))
                .append("\r\nContent-Type: ")
                .append(body.contentType())
                .append("\r\nContent-Length: ")
                .append(bytes.length)
                .append("\r\n")
                .append(body.requestIdField())
                .append(": ")
                .append(requestId);
        if (error.kind() == RelayError.Kind.SATURATED) {
            head.append("\r\nRetry-After: ").append(RETRY_AFTER_SECONDS);
        }
        head.append(close ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
        ByteBuf out = allocator.ioBuffer(head.length() + bytes.length);
        out.writeCharSequence(head, StandardCharsets.US_ASCII);
        return toHead ? out : out.writeBytes(bytes);
    }
}
