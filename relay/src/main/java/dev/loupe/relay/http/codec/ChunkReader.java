package dev.loupe.relay.http.codec;

import io.netty.buffer.ByteBuf;

/**
 * Follows the chunked coding (RFC 9112 section 7.1) through any split of its bytes, without holding any: chunk sizes,
 * extensions, chunk ends and the trailer section. Trailer names are checked, their values pass.
 */
final class ChunkReader {
    private static final int MAX_LINE = 4 * 1024;
    private static final int MAX_TRAILERS = 16 * 1024;
    private static final int MAX_SIZE_DIGITS = 15;
    private static final int NAME_TAIL = 32;

    private enum State {
        SIZE,
        EXTENSION,
        SIZE_END,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER_NAME,
        TRAILER_VALUE,
        TRAILER_END,
        LAST_LF,
        DONE
    }

    private final boolean lenientLineEnds;
    private State state = State.SIZE;
    private long remaining;
    private int digits;
    private int lineLength;
    private int trailerLength;
    private final StringBuilder trailerName = new StringBuilder(NAME_TAIL);
    private final StringBuilder trailers;
    private Fault fault;

    /** @param keepTrailers whether {@link #trailers} will be asked for */
    ChunkReader(boolean lenientLineEnds, boolean keepTrailers) {
        this.lenientLineEnds = lenientLineEnds;
        this.trailers = keepTrailers ? new StringBuilder(0) : null;
    }

    /** The trailer section's lines, if they are kept, each ending in a line feed. */
    String trailers() {
        return trailers == null ? "" : trailers.toString();
    }

    Fault fault() {
        return fault;
    }

    boolean done() {
        return state == State.DONE;
    }

    /**
     * Reads on to the end of a run of content or of framing, whichever stands at the reader index.
     *
     * @return the content bytes that were passed over; 0 if it was framing
     */
    int read(ByteBuf in) {
        if (state == State.DATA) {
            int content = (int) Math.min(remaining, in.readableBytes());
            in.skipBytes(content);
            remaining -= content;
            if (remaining == 0) {
                state = State.DATA_CR;
            }
            return content;
        }
        while (in.isReadable() && fault == null && state != State.DATA && state != State.DONE) {
            step(in.readByte());
        }
        return 0;
    }

    private void step(byte b) {
        switch (state) {
            case SIZE -> size(b);
            case EXTENSION -> extension(b);
            case SIZE_END -> expectLineFeed(b, afterSize(), Fault.CHUNK);
            case DATA_CR -> carriageReturn(b, State.DATA_LF, State.SIZE);
            case DATA_LF -> expectLineFeed(b, State.SIZE, Fault.CHUNK);
            case TRAILER_START -> trailerStart(b);
            case TRAILER_NAME -> trailerName(b);
            case TRAILER_VALUE -> trailerValue(b);
            case TRAILER_END -> expectLineFeed(b, State.TRAILER_START, Fault.TRAILER);
            case LAST_LF -> expectLineFeed(b, State.DONE, Fault.TRAILER);
            case DATA, DONE -> throw new IllegalStateException("no framing is read here: " + state);
        }
    }

    private void size(byte b) {
        int value = Octets.hex(b);
        if (value >= 0) {
            remaining = remaining * 16 + value;
            if (++digits > MAX_SIZE_DIGITS) {
                fault = Fault.CHUNK;
            }
        } else if (digits == 0) {
            fault = Fault.CHUNK;
        } else if (b == ';' || (lenientLineEnds && Octets.isBlank(b))) {
            state = State.EXTENSION;
            lineLength = 0;
        } else {
            carriageReturn(b, State.SIZE_END, afterSize());
        }
    }

    private State afterSize() {
        return remaining == 0 ? State.TRAILER_START : State.DATA;
    }

    private void extension(byte b) {
        if (b == '\r') {
            state = State.SIZE_END;
        } else if (b == '\n') {
            carriageReturn(b, State.SIZE_END, afterSize());
        } else if (!Octets.isValue(b) || ++lineLength > MAX_LINE) {
            fault = Fault.CHUNK;
        }
    }

    private void carriageReturn(byte b, State next, State afterBareLineFeed) {
        if (b == '\r') {
            state = next;
        } else if (b == '\n' && lenientLineEnds) {
            state = afterBareLineFeed;
            digits = 0;
        } else {
            fault = Fault.CHUNK;
        }
    }

    private void expectLineFeed(byte b, State next, Fault otherwise) {
        if (b == '\n') {
            state = next;
            digits = 0;
        } else {
            fault = otherwise;
        }
    }

    private void trailerStart(byte b) {
        trailerName.setLength(0);
        if (b == '\r') {
            state = State.LAST_LF;
        } else if (b == '\n' && lenientLineEnds) {
            state = State.DONE;
        } else {
            state = State.TRAILER_NAME;
            trailerName(b);
        }
    }

    private void trailerName(byte b) {
        keep(b);
        if (Octets.isToken(b) && ++trailerLength <= MAX_TRAILERS) {
            if (trailerName.length() < NAME_TAIL) {
                trailerName.append((char) (b >= 'A' && b <= 'Z' ? b | 0x20 : b));
            }
        } else if (b == ':' && !trailerName.isEmpty() && mayTrail()) {
            state = State.TRAILER_VALUE;
        } else {
            fault = Fault.TRAILER;
        }
    }

    /** RFC 9110 section 6.5.1: what frames or routes a message may not come after it. */
    private boolean mayTrail() {
        return switch (trailerName.toString()) {
            case "content-length", "transfer-encoding", "host", "trailer", "connection", "authorization" -> false;
            default -> true;
        };
    }

    private void trailerValue(byte b) {
        if (b == '\r') {
            state = State.TRAILER_END;
            keep((byte) '\n');
        } else if (b == '\n' && lenientLineEnds) {
            state = State.TRAILER_START;
            keep(b);
        } else if (!Octets.isValue(b) || ++trailerLength > MAX_TRAILERS) {
            fault = Fault.TRAILER;
        } else {
            keep(b);
        }
    }

    private void keep(byte b) {
        if (trailers != null) {
            trailers.append((char) (b & 0xff));
        }
    }
}
