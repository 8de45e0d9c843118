package dev.loupe.relay.http.codec;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Collects one message head from any split of its bytes and indexes its lines. A request's head is held to the letter
 * of RFC 9112, since what two parsers read differently can be used to smuggle; a response's head may have bare line
 * feeds and folded fields, which are kept as they are.
 */
final class HeadReader {
    private static final int STEP = 1024;
    private static final int MAX_BLANKS = 8;
    private static final int MAX_METHOD = 32;
    private static final byte[] NOTHING = {};
    private static final int[] NO_INDEX = {};

    private final boolean request;
    private final int maxHead;
    private final int maxTarget;

    private byte[] bytes = NOTHING;
    private int length;
    private int lineStart;
    private int blanks;
    private boolean methodRead;
    private int scanned;
    private int startLineEnd;
    private int[] index = NO_INDEX;
    private int fields;
    private Head.StartLine startLine;
    private Fault fault;

    HeadReader(boolean request, int maxHead, int maxTarget) {
        this.request = request;
        this.maxHead = maxHead;
        this.maxTarget = maxTarget;
    }

    /** Why the head cannot be taken, or null. */
    Fault fault() {
        return fault;
    }

    /** Whether a part of a head has been read. */
    boolean started() {
        return length > 0;
    }

    /**
     * Takes bytes from {@code in}, never more than the head's own.
     *
     * @return the head when it is whole, else null: more is needed, or there is a {@link #fault}
     */
    Head read(ByteBuf in) {
        if (length == 0) {
            skipEmptyLines(in);
        }
        while (in.isReadable() && fault == null) {
            int step = Math.min(in.readableBytes(), STEP);
            int before = length;
            append(in, step);
            boolean whole = scan();
            // Bytes after the head stay in the buffer: they are the body, or the next message.
            in.skipBytes(scanned - before);
            if (length > maxHead && (!whole || scanned > maxHead) && fault == null) {
                fault = Fault.HEAD_TOO_LARGE;
            } else if (whole) {
                return finish();
            }
        }
        return null;
    }

    /** RFC 9112 section 2.2: empty lines before the start line are ignored; we bear a few. */
    private void skipEmptyLines(ByteBuf in) {
        while (in.isReadable()) {
            byte b = in.getByte(in.readerIndex());
            if (b != '\r' && b != '\n') {
                return;
            }
            in.skipBytes(1);
            if (++blanks > MAX_BLANKS) {
                fault = Fault.START_LINE;
                return;
            }
        }
    }

    private void append(ByteBuf in, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, Math.min(bytes.length * 2, maxHead + STEP)));
        }
        in.getBytes(in.readerIndex(), bytes, length, count);
        length += count;
    }

    private boolean scan() {
        while (scanned < length) {
            byte b = bytes[scanned++];
            if (b == '\n') {
                int end = scanned - 1;
                boolean crLf = end > lineStart && bytes[end - 1] == '\r';
                if (!crLf && request) {
                    fault = Fault.LINE_END;
                    return false;
                }
                boolean last = line(lineStart, crLf ? end - 1 : end);
                lineStart = scanned;
                if (last || fault != null) {
                    return last;
                }
            } else if (startLine == null && !possible(b)) {
                fault = Fault.START_LINE;
                return false;
            }
        }
        if (request && startLine == null && length > maxTarget + MAX_METHOD) {
            fault = Fault.TARGET_TOO_LONG;
        }
        return false;
    }

    /** Bytes that are not HTTP at all are told at the first of them, so that no peer waits for an answer in vain. */
    private boolean possible(byte b) {
        int position = scanned - 1;
        if (!request) {
            return position >= 5 || b == "HTTP/".charAt(position);
        }
        if (!methodRead) {
            methodRead = b == ' ' && position > 0;
            return methodRead || (Octets.isToken(b) && position < MAX_METHOD);
        }
        return true;
    }

    /** Takes a line without its end; true if it was the empty one after the fields. */
    private boolean line(int start, int end) {
        if (startLine == null) {
            startLine = request ? requestLine(start, end) : statusLine(start, end);
            startLineEnd = scanned;
            return false;
        }
        if (end == start) {
            return true;
        }
        field(start, end);
        return false;
    }

    private Head.StartLine requestLine(int start, int end) {
        int methodEnd = start;
        while (methodEnd < end && Octets.isToken(bytes[methodEnd])) {
            methodEnd++;
        }
        if (methodEnd == start || methodEnd == end || bytes[methodEnd] != ' ') {
            return refuse(Fault.START_LINE);
        }
        int targetStart = methodEnd + 1;
        int targetEnd = targetStart;
        while (targetEnd < end && Octets.isTarget(bytes[targetEnd])) {
            targetEnd++;
        }
        if (targetEnd == targetStart || targetEnd == end || bytes[targetEnd] != ' ') {
            return refuse(Fault.START_LINE);
        }
        if (targetEnd - targetStart > maxTarget) {
            return refuse(Fault.TARGET_TOO_LONG);
        }
        int minor = version(targetEnd + 1, end);
        return minor < 0 ? null : new Head.StartLine(methodEnd, targetStart, targetEnd, minor, 0);
    }

    private int version(int start, int end) {
        boolean shape = end - start == 8
                && bytes[start] == 'H'
                && bytes[start + 1] == 'T'
                && bytes[start + 2] == 'T'
                && bytes[start + 3] == 'P'
                && bytes[start + 4] == '/'
                && isDigit(bytes[start + 5])
                && bytes[start + 6] == '.'
                && isDigit(bytes[start + 7]);
        if (!shape) {
            fault = Fault.START_LINE;
            return -1;
        }
        int minor = bytes[start + 7] - '0';
        if (bytes[start + 5] != '1' || minor > 1) {
            fault = Fault.VERSION;
            return -1;
        }
        return minor;
    }

    private Head.StartLine statusLine(int start, int end) {
        boolean shape = end - start >= 12
                && bytes[start + 5] == '1'
                && bytes[start + 6] == '.'
                && isDigit(bytes[start + 7])
                && bytes[start + 8] == ' '
                && isDigit(bytes[start + 9])
                && isDigit(bytes[start + 10])
                && isDigit(bytes[start + 11])
                && bytes[start + 9] != '0'
                && (end - start == 12 || bytes[start + 12] == ' ');
        if (!shape) {
            return refuse(Fault.START_LINE);
        }
        int status = (bytes[start + 9] - '0') * 100 + (bytes[start + 10] - '0') * 10 + bytes[start + 11] - '0';
        return new Head.StartLine(start + 8, start + 9, start + 12, bytes[start + 7] == '0' ? 0 : 1, status);
    }

    private Head.StartLine refuse(Fault why) {
        fault = why;
        return null;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private void field(int start, int end) {
        if (Octets.isBlank(bytes[start])) {
            if (request || fields == 0 || lastFieldFrames()) {
                fault = Fault.FOLDED;
            }
            return;
        }
        int nameEnd = start;
        while (nameEnd < end && Octets.isToken(bytes[nameEnd])) {
            nameEnd++;
        }
        if (nameEnd == start || nameEnd == end || bytes[nameEnd] != ':') {
            fault = Fault.FIELD_NAME;
            return;
        }
        int valueStart = nameEnd + 1;
        int valueEnd = end;
        while (valueStart < valueEnd && Octets.isBlank(bytes[valueStart])) {
            valueStart++;
        }
        while (valueEnd > valueStart && Octets.isBlank(bytes[valueEnd - 1])) {
            valueEnd--;
        }
        for (int i = valueStart; i < valueEnd; i++) {
            if (!Octets.isValue(bytes[i]) && (request || bytes[i] == '\r' || bytes[i] == 0)) {
                fault = bytes[i] == '\r' || bytes[i] == 0 ? Fault.LINE_END : Fault.FIELD_VALUE;
                return;
            }
        }
        add(start, nameEnd, valueStart, valueEnd);
    }

    /** Whether how the message ends hangs on the last field: what folds it may be read in two ways. */
    private boolean lastFieldFrames() {
        int at = (fields - 1) * Head.OFFSETS;
        String name = new String(bytes, index[at], index[at + 1] - index[at], StandardCharsets.ISO_8859_1);
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "content-length", "transfer-encoding", "connection" -> true;
            default -> false;
        };
    }

    private void add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        int at = fields * Head.OFFSETS;
        if (at == index.length) {
            index = Arrays.copyOf(index, Math.max(16 * Head.OFFSETS, index.length * 2));
        }
        index[at] = nameStart;
        index[at + 1] = nameEnd;
        index[at + 2] = valueStart;
        index[at + 3] = valueEnd;
        fields++;
    }

    private Head finish() {
        Head head = new Head(bytes, scanned, startLineEnd, index, fields, startLine);
        bytes = NOTHING;
        index = NO_INDEX;
        length = 0;
        scanned = 0;
        lineStart = 0;
        blanks = 0;
        methodRead = false;
        fields = 0;
        startLine = null;
        return head;
    }
}
