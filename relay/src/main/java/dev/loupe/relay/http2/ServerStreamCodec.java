package dev.loupe.relay.http2;

import dev.loupe.relay.http.codec.HttpEvent;
import dev.loupe.relay.http.codec.ResponseDecoder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Headers;

/** A client's stream: its request is read as bytes of HTTP/1.1, and its response is written as such. */
public final class ServerStreamCodec extends StreamCodec {
    private final ResponseDecoder responses;
    private ChannelHandlerContext context;

    /** @param maxHead bytes of a response's head */
    public ServerStreamCodec(int maxHead) {
        this(new ResponseDecoder(maxHead));
    }

    private ServerStreamCodec(ResponseDecoder responses) {
        super(responses);
        this.responses = responses;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** The response is whole, though its bytes did not say so. */
    public void endOfResponse() {
        endOfMessage(context);
    }

    /** Whether all of the response is on its way. */
    public boolean isResponseSent() {
        return isSent();
    }

    @Override
    Opening open(ChannelHandlerContext ctx, Http2Headers headers, boolean end) throws MalformedStream {
        boolean chunked = !end && !headers.contains("content-length");
        Opening opening = new Opening(HeadText.request(ctx.alloc(), headers, chunked), new BodyText(chunked));
        responses.answering(headers.method().toString());
        return opening;
    }

    @Override
    Http2Headers headers(HttpEvent event) {
        return HeadFrame.response(
                event instanceof HttpEvent.Interim interim ? interim.head() : ((HttpEvent.Response) event).head());
    }
}
