package dev.loupe.relay.http2;

import dev.loupe.relay.http.codec.Framing;
import dev.loupe.relay.http.codec.HttpEvent;
import dev.loupe.relay.http.codec.MessageDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands in a stream's channel: behind it the stream's two messages are bytes of HTTP/1.1. Holds nothing of a body.
 * Touched on its event loop only.
 */
abstract class StreamCodec extends ChannelDuplexHandler {
    private final MessageDecoder written;

    private BodyText body;
    private ByteBuf current;
    private ByteBuf content;
    private ChannelFuture last;
    private boolean endSent;

    /** @param written decodes what is written to the channel */
    StreamCodec(MessageDecoder written) {
        this.written = written;
        written.keepTrailers();
    }

    // --- from the peer

    /** Reads a head that the peer has sent. */
    abstract Opening open(ChannelHandlerContext ctx, Http2Headers headers, boolean end) throws MalformedStream;

    /**
     * A message has begun, or something that comes before it.
     *
     * @param head its bytes
     * @param body how the bytes go on; null if there will be another head
     */
    record Opening(ByteBuf head, BodyText body) {}

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof Http2HeadersFrame frame) {
                headers(ctx, frame);
            } else if (message instanceof Http2DataFrame frame && body != null) {
                body.content(ctx.alloc(), frame.content().retain(), ctx::fireChannelRead);
                end(ctx, frame.isEndStream(), null);
            }
        } catch (MalformedStream e) {
            StreamReset.reset(ctx.channel(), Http2Error.PROTOCOL_ERROR);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void headers(ChannelHandlerContext ctx, Http2HeadersFrame frame) throws MalformedStream {
        if (body != null) {
            if (!frame.isEndStream()) {
                throw new MalformedStream("trailers that are not the end");
            }
            end(ctx, true, frame.headers());
            return;
        }
        Opening opening = open(ctx, frame.headers(), frame.isEndStream());
        body = opening.body();
        ctx.fireChannelRead(opening.head());
    }

    private void end(ChannelHandlerContext ctx, boolean end, Http2Headers trailers) throws MalformedStream {
        if (end) {
            body.end(ctx.alloc(), trailers, ctx::fireChannelRead);
        }
    }

    // --- to the peer

    /** The fields of a head that was written. */
    abstract Http2Headers headers(HttpEvent event);

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf bytes)) {
            ctx.write(message, promise);
            return;
        }
        current = bytes;
        written.feed(bytes, event -> event(ctx, event));
        current = null;
        bytes.release();
        flushContent(ctx, false);
        settle(promise);
    }

    /** The promise is kept when everything that was written before is on its way. */
    private void settle(ChannelPromise promise) {
        if (promise.isVoid()) {
            return;
        }
        if (last == null || last.isDone()) {
            promise.trySuccess();
        } else {
            last.addListener(done -> promise.trySuccess());
        }
    }

    private void event(ChannelHandlerContext ctx, HttpEvent event) {
        if (event instanceof HttpEvent.Content run) {
            flushContent(ctx, false);
            content = current.retainedSlice(run.start(), run.end() - run.start());
        } else if (event instanceof HttpEvent.End) {
            finish(ctx);
        } else if (event instanceof HttpEvent.Malformed) {
            StreamReset.reset(ctx.channel(), Http2Error.INTERNAL_ERROR);
        } else if (!(event instanceof HttpEvent.Body)) {
            boolean end = framing(event) instanceof Framing.None;
            endSent |= end;
            last = ctx.write(new DefaultHttp2HeadersFrame(headers(event), end));
        }
    }

    private static Framing framing(HttpEvent event) {
        if (event instanceof HttpEvent.Request request) {
            return request.framing();
        }
        return event instanceof HttpEvent.Response response ? response.framing() : Framing.UNTIL_CLOSE;
    }

    private void finish(ChannelHandlerContext ctx) {
        if (endSent) {
            return;
        }
        String trailers = written.trailers();
        if (trailers.isEmpty()) {
            if (content == null) {
                content = Unpooled.EMPTY_BUFFER;
            }
            flushContent(ctx, true);
        } else {
            flushContent(ctx, false);
            last = ctx.write(new DefaultHttp2HeadersFrame(HeadFrame.trailers(trailers), true));
        }
        endSent = true;
    }

    private void flushContent(ChannelHandlerContext ctx, boolean end) {
        if (content != null) {
            last = ctx.write(new DefaultHttp2DataFrame(content, end));
            content = null;
        }
    }

    /** Whether all of the message that was written is on its way. */
    boolean isSent() {
        return endSent && last.isSuccess();
    }

    /** Ends a message that has no other end than the connection's. */
    void endOfMessage(ChannelHandlerContext ctx) {
        if (written.inputClosed()) {
            finish(ctx);
            ctx.flush();
        }
    }
}
