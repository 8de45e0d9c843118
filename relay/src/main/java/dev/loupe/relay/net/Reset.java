package dev.loupe.relay.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;

/** Ends connections so that nobody takes for whole what is not. */
public final class Reset {
    private Reset() {}

    /** With a reset, and without the farewell of TLS. */
    public static void close(ChannelHandlerContext context) {
        if (!context.channel().isOpen()) {
            // There is no socket any more that an option could be set on.
            return;
        }
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        // From before TLS, which would say farewell, as it does after a body that is whole.
        ChannelHandlerContext tls = context.pipeline().context(SslHandler.class);
        (tls == null ? context : tls).close();
    }
}
