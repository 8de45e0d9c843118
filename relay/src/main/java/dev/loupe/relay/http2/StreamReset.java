package dev.loupe.relay.http2;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.nio.channels.ClosedChannelException;

/** Ends streams before their time. */
public final class StreamReset {
    private StreamReset() {}

    /** For a message that will not be whole. */
    public static void broken(Channel stream) {
        reset(stream, Http2Error.INTERNAL_ERROR);
    }

    /** For a request of which no more is needed, since it has its answer (RFC 9113 section 8.1). */
    public static void enough(Channel stream) {
        reset(stream, Http2Error.NO_ERROR);
    }

    static void reset(Channel channel, Http2Error error) {
        if (channel instanceof Http2StreamChannel stream && channel.isOpen()) {
            // What no handler takes closes the stream with its own code, which close() cannot be told.
            channel.pipeline()
                    .lastContext()
                    .fireExceptionCaught(
                            new Http2FrameStreamException(stream.stream(), error, new ClosedChannelException()));
        }
    }
}
