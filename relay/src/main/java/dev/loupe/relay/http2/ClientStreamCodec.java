package dev.loupe.relay.http2;

import dev.loupe.relay.http.codec.HttpEvent;
import dev.loupe.relay.http.codec.RequestDecoder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Headers;

/** A stream to an upstream: its request is written as bytes of HTTP/1.1, and its response is read as such. */
final class ClientStreamCodec extends StreamCodec {
    private final String scheme;
    private String method = "";

    /** @param maxHead bytes of a request's head */
    ClientStreamCodec(String scheme, int maxHead) {
        super(new RequestDecoder(maxHead, maxHead));
        this.scheme = scheme;
    }

    @Override
    Opening open(ChannelHandlerContext ctx, Http2Headers headers, boolean end) throws MalformedStream {
        int status = HeadText.status(headers);
        if (status < 200) {
            if (end) {
                throw new MalformedStream("an interim response that is the last one");
            }
            return new Opening(HeadText.response(ctx.alloc(), headers, false, false), null);
        }
        boolean bodyless = method.equals("HEAD") || status == 204 || status == 304;
        boolean chunked = !bodyless && !end && !headers.contains("content-length");
        return new Opening(HeadText.response(ctx.alloc(), headers, chunked, end && !bodyless), new BodyText(chunked));
    }

    @Override
    Http2Headers headers(HttpEvent event) {
        HttpEvent.Request request = (HttpEvent.Request) event;
        method = request.head().method();
        return HeadFrame.request(request.head(), scheme);
    }
}
