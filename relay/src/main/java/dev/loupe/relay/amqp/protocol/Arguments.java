package dev.loupe.relay.amqp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.relay.wire.Recent;
import io.netty.buffer.ByteBuf;

/**
 * Reads the arguments of a method, or the properties of a message, one after the other. What is read beyond the end is 0 or
 * empty, and {@link #fit} says so afterwards.
 */
final class Arguments {
    private ByteBuf in;
    private int at;
    private int to;
    private boolean beyond;

    void over(ByteBuf in, int from, int to) {
        this.in = in;
        this.at = from;
        this.to = to;
        this.beyond = false;
    }

    /** Whether all that was read was there. */
    boolean fit() {
        return !beyond;
    }

    /** Where the next one begins. */
    int at() {
        return at;
    }

    int octet() {
        return take(1) ? in.getUnsignedByte(at - 1) : 0;
    }

    int shortInteger() {
        return take(Short.BYTES) ? in.getUnsignedShort(at - Short.BYTES) : 0;
    }

    long longInteger() {
        return take(Integer.BYTES) ? in.getUnsignedInt(at - Integer.BYTES) : 0;
    }

    long longLongInteger() {
        return take(Long.BYTES) ? in.getLong(at - Long.BYTES) : 0;
    }

    /** A short string that has been seen before, most probably. */
    String shortString(Recent<String> recent) {
        int length = octet();
        return take(length) ? recent.of(in, at - length, at) : "";
    }

    /** A short string that is another one each time. */
    String shortString() {
        int length = octet();
        return length > 0 && take(length) ? in.toString(at - length, length, UTF_8) : "";
    }

    void skipShortString() {
        take(octet());
    }

    /** Passes over a table or a long string; {@link #at} is then where it ends, and this is where its content begins. */
    int skipTable() {
        long length = longInteger();
        int from = at;
        if (length > to - at) {
            fail();
        } else {
            at += (int) length;
        }
        return beyond ? at : from;
    }

    /** A table, to be gone through. */
    void table(Fields fields) {
        int from = skipTable();
        fields.over(in, from, at);
    }

    private boolean take(int length) {
        if (length > to - at) {
            fail();
            return false;
        }
        at += length;
        return true;
    }

    private void fail() {
        beyond = true;
        at = to;
    }
}
