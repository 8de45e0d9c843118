package dev.loupe.relay.amqp.protocol;

import io.netty.buffer.ByteBuf;

/**
 * Cuts one direction of a connection into frames (AMQP 0-9-1, sections 2.3.5 and 4.2). What it tells depends on the bytes
 * only, never on how they were split, but for the parts of bodies.
 *
 * <p>Track is lost, for good, where the bytes can no longer be told apart: see {@link LostReason}. A header whose properties
 * are not understood loses nothing, since its frame says where it ends; it is told with what was read of it, as not {@link
 * ContentHeader#whole}.
 */
abstract sealed class FrameDecoder<E> permits ClientDecoder, ServerDecoder {
    private static final int METHOD_ID = 4;
    private static final int SHORTEST_HEADER = ContentHeaderReader.FIXED + Short.BYTES;

    /** So much is read of a method that is too large. Whatever comes before a table fits into it. */
    private static final int BEGINNING = 1000;

    private final int peek;
    private final int largestRead;
    private final Contents contents;
    private final Arguments arguments = new Arguments();
    private final ContentHeaderReader headers;
    private boolean opened;
    private boolean deaf;

    private boolean inFrame;
    private int left;
    private Content body;

    FrameDecoder(DecoderSettings settings) {
        this.peek = settings.peek();
        this.largestRead = Math.max(settings.maxFrame() - Frame.OVERHEAD, BEGINNING);
        this.contents = new Contents(settings.maxChannels());
        this.headers = new ContentHeaderReader(settings.headers());
    }

    /**
     * Decodes what came, as far as it is whole: a method or content header whose frame is incomplete is left, and has to be
     * fed again with what follows; so is a method with content until its header is there. Bodies are taken in whatever parts
     * they come. After a {@code Lost} everything is taken, and nothing told.
     *
     * @param in its readable bytes are read by absolute index; its indexes stay as they are
     * @return how many bytes were taken, from the reader index on
     */
    public final int feed(ByteBuf in, Frames<? super E> frames) {
        int from = in.readerIndex();
        int to = in.writerIndex();
        int at = from;
        boolean whole = false;
        try {
            while (at < to && !deaf) {
                int next = step(in, at, to, frames);
                if (next == at) {
                    break;
                }
                at = next;
            }
            whole = true;
        } finally {
            // What threw may have been anywhere in a frame.
            deaf |= !whole;
        }
        return deaf ? to - from : at - from;
    }

    /** Takes the first bytes, until {@link #opened}: returns the index behind what it took. */
    abstract int opening(ByteBuf in, int at, int to, Frames<? super E> frames);

    /** The largest payload that a frame may have now. */
    abstract long largest(boolean bodyFrame);

    /** Whether that method can come from this side. */
    abstract boolean comes(int method);

    abstract boolean hasContent(int method);

    /** A method without content. */
    abstract E decode(int method, int channel, Arguments arguments);

    /** The arguments of a method with content. */
    abstract void readArguments(Content content, Arguments arguments);

    /** What is told of a method with content. */
    abstract E content(Content content, ContentHeader header);

    abstract E heartbeat();

    abstract E lost(LostReason why);

    /** Frames follow. */
    final void opened() {
        opened = true;
    }

    final int lose(LostReason why, int at, Frames<? super E> frames) {
        deaf = true;
        frames.method(lost(why), at, at);
        return at;
    }

    private int step(ByteBuf in, int at, int to, Frames<? super E> frames) {
        if (inFrame) {
            return goOn(in, at, at, to, frames);
        }
        if (!opened) {
            int next = opening(in, at, to, frames);
            if (next != at || !opened) {
                return next;
            }
        }
        if (to - at < Frame.HEADER) {
            return at;
        }
        int type = in.getByte(at);
        int size = in.getInt(at + Frame.SIZE_AT);
        if (type != Frame.METHOD_TYPE
                && type != Frame.HEADER_TYPE
                && type != Frame.BODY_TYPE
                && type != Frame.HEARTBEAT_TYPE) {
            return lose(LostReason.FRAME_TYPE, at, frames);
        }
        if (size < 0 || size > largest(type == Frame.BODY_TYPE) || (type == Frame.HEARTBEAT_TYPE && size > 0)) {
            return lose(LostReason.FRAME_SIZE, at, frames);
        }
        return switch (type) {
            case Frame.METHOD_TYPE -> method(in, at, to, size, frames);
            case Frame.HEADER_TYPE -> header(in, -1, at, to, frames);
            case Frame.BODY_TYPE -> body(in, at, to, size, frames);
            default -> heartbeat(in, at, to, frames);
        };
    }

    private int heartbeat(ByteBuf in, int at, int to, Frames<? super E> frames) {
        if (to - at < Frame.OVERHEAD) {
            return at;
        }
        int end = at + Frame.OVERHEAD;
        if (in.getByte(end - 1) != Frame.END) {
            return lose(LostReason.FRAME_END, at, frames);
        }
        frames.method(heartbeat(), at, end);
        return end;
    }

    private int method(ByteBuf in, int at, int to, int size, Frames<? super E> frames) {
        boolean large = size > largestRead;
        int read = large ? BEGINNING : size;
        int end = at + Frame.HEADER + read;
        int taken = large ? end : end + 1;
        if (taken > to) {
            return at;
        }
        LostReason why = problem(in, at, size, large, end);
        if (why != null) {
            return lose(why, at, frames);
        }
        int channel = in.getUnsignedShort(at + 1);
        int method = in.getInt(at + Frame.HEADER);
        arguments.over(in, at + Frame.HEADER + METHOD_ID, end);
        if (hasContent(method)) {
            return announced(in, at, taken, to, channel, method, frames);
        }
        if (Methods.endsChannel(method)) {
            contents.closed(channel);
        }
        E event = decode(method, channel, arguments);
        if (!large && !arguments.fit()) {
            return lose(LostReason.MALFORMED, at, frames);
        }
        frames.method(event, at, taken);
        if (large) {
            passOver(size - read);
        }
        return taken;
    }

    /** Why a method frame cannot be what it says; null if nothing speaks against it. */
    private LostReason problem(ByteBuf in, int at, int size, boolean large, int end) {
        if (!large && in.getByte(end) != Frame.END) {
            return LostReason.FRAME_END;
        }
        if (size < METHOD_ID) {
            return LostReason.MALFORMED;
        }
        int method = in.getInt(at + Frame.HEADER);
        int channel = in.getUnsignedShort(at + 1);
        if (!Methods.isOfKnownClass(method) || !comes(method)) {
            return LostReason.UNKNOWN_METHOD;
        }
        boolean ofConnection = Methods.classOf(method) == Methods.CONNECTION;
        boolean interrupts = contents.on(channel) != null && !Methods.endsChannel(method);
        if (ofConnection != (channel == 0) || interrupts) {
            return LostReason.UNEXPECTED_FRAME;
        }
        return large && hasContent(method) ? LostReason.MALFORMED : null;
    }

    private int announced(
            ByteBuf in, int methodFrom, int at, int to, int channel, int method, Frames<? super E> frames) {
        if (to - at < Frame.HEADER) {
            return methodFrom;
        }
        boolean follows = in.getByte(at) == Frame.HEADER_TYPE && in.getUnsignedShort(at + 1) == channel;
        if (follows && isToBeWaitedFor(in, at, to)) {
            return methodFrom;
        }
        Content content = contents.begin(channel);
        if (content == null) {
            return lose(LostReason.CHANNELS, methodFrom, frames);
        }
        content.method = method;
        readArguments(content, arguments);
        if (!arguments.fit()) {
            return lose(LostReason.MALFORMED, methodFrom, frames);
        }
        return follows ? header(in, methodFrom, at, to, frames) : at;
    }

    /** Whether not all is at hand that is to be told with that content header, whose first 7 bytes are. */
    private boolean isToBeWaitedFor(ByteBuf in, int at, int to) {
        int size = in.getInt(at + Frame.SIZE_AT);
        if (size < SHORTEST_HEADER || size > largest(false)) {
            return false;
        }
        if (size > largestRead) {
            return to - at < Frame.HEADER + ContentHeaderReader.FIXED;
        }
        int end = at + Frame.OVERHEAD + size;
        if (to < end) {
            return true;
        }
        return peek > 0 && bodySize(in, at) > 0 && isBodyToBeWaitedFor(in, end, to, in.getUnsignedShort(at + 1));
    }

    private boolean isBodyToBeWaitedFor(ByteBuf in, int at, int to, int channel) {
        if (to - at < Frame.HEADER) {
            return true;
        }
        boolean follows = in.getByte(at) == Frame.BODY_TYPE && in.getUnsignedShort(at + 1) == channel;
        return follows && to - at - Frame.HEADER < Math.min(peek, in.getInt(at + Frame.SIZE_AT));
    }

    private static long bodySize(ByteBuf in, int at) {
        return in.getLong(at + Frame.HEADER + ContentHeaderReader.FIXED - Long.BYTES);
    }

    private int header(ByteBuf in, int methodFrom, int at, int to, Frames<? super E> frames) {
        int size = in.getInt(at + Frame.SIZE_AT);
        Content content = contents.on(in.getUnsignedShort(at + 1));
        if (content == null || !content.awaitsHeader()) {
            return lose(LostReason.UNEXPECTED_FRAME, at, frames);
        }
        if (size > largest(false) || size < 0) {
            return lose(LostReason.FRAME_SIZE, at, frames);
        }
        if (size < SHORTEST_HEADER) {
            return lose(LostReason.MALFORMED, at, frames);
        }
        if (isToBeWaitedFor(in, at, to)) {
            return at;
        }
        boolean large = size > largestRead;
        int read = large ? ContentHeaderReader.FIXED : size;
        int end = at + Frame.HEADER + read;
        if (!large && in.getByte(end) != Frame.END) {
            return lose(LostReason.FRAME_END, at, frames);
        }
        // The class, and the weight, which is not used and has to be 0.
        if (in.getInt(at + Frame.HEADER) != Methods.BASIC << 16) {
            return lose(LostReason.UNEXPECTED_FRAME, at, frames);
        }
        long bodySize = bodySize(in, at);
        if (bodySize < 0) {
            return lose(LostReason.MALFORMED, at, frames);
        }
        ContentHeader header = large
                ? new ContentHeader(bodySize, MessageProperties.NONE, false)
                : headers.read(in, at + Frame.HEADER + ContentHeaderReader.FIXED, end, bodySize);
        content.hasBody(bodySize);
        int taken = large ? end : end + 1;
        frames.content(content(content, header), methodFrom, at, taken);
        if (large) {
            passOver(size - read);
        }
        return taken;
    }

    private int body(ByteBuf in, int at, int to, int size, Frames<? super E> frames) {
        Content content = contents.on(in.getUnsignedShort(at + 1));
        if (content == null || content.awaitsHeader()) {
            return lose(LostReason.UNEXPECTED_FRAME, at, frames);
        }
        if (size > content.remaining()) {
            return lose(LostReason.FRAME_SIZE, at, frames);
        }
        body = content;
        inFrame = true;
        left = size;
        return goOn(in, at, at + Frame.HEADER, to, frames);
    }

    /** What is left of a frame is taken, and not told. */
    private void passOver(int bytes) {
        body = null;
        inFrame = true;
        left = bytes;
    }

    private int goOn(ByteBuf in, int from, int payload, int to, Frames<? super E> frames) {
        int part = Math.min(left, to - payload);
        int payloadTo = payload + part;
        left -= part;
        boolean ends = left == 0 && payloadTo < to;
        boolean endsWell = ends && in.getByte(payloadTo) == Frame.END;
        int taken = endsWell ? payloadTo + 1 : payloadTo;
        inFrame = !endsWell;
        if (body != null && taken > from) {
            body.came(part);
            boolean last = endsWell && body.remaining() == 0;
            int channel = body.channel();
            if (last) {
                body.over();
            }
            frames.body(channel, from, taken, payload, payloadTo, last);
        }
        return ends && !endsWell ? lose(LostReason.FRAME_END, taken, frames) : taken;
    }
}
