package dev.loupe.relay.amqp.protocol;

import dev.loupe.relay.wire.Recent;
import io.netty.buffer.ByteBuf;
import java.nio.charset.Charset;

/**
 * Goes through a field table or an array, from one field to the next. Values in values are passed over by their length, so
 * that depth costs nothing.
 */
final class Fields {
    private ByteBuf in;
    private int at;
    private int to;
    private boolean broken;
    private int nameFrom;
    private int nameTo;
    private byte type;
    private int valueFrom;

    /** Over the content of a table or array, behind its length. */
    Fields over(ByteBuf in, int from, int to) {
        this.in = in;
        this.at = from;
        this.to = to;
        this.broken = false;
        return this;
    }

    /** To the next field of a table. */
    boolean next() {
        if (at >= to) {
            return false;
        }
        nameFrom = at + 1;
        nameTo = nameFrom + in.getUnsignedByte(at);
        return value(nameTo);
    }

    /** To the next element of an array. */
    boolean nextElement() {
        return at < to && value(at);
    }

    private boolean value(int typeAt) {
        int end = -1;
        if (typeAt < to) {
            type = in.getByte(typeAt);
            valueFrom = typeAt + 1;
            end = FieldValue.end(in, type, valueFrom, to);
        }
        broken = end < 0;
        at = broken ? to : end;
        return !broken;
    }

    /** Whether a field was met that is of no known type, or does not fit; what comes behind it is not known. */
    boolean broken() {
        return broken;
    }

    boolean isNamed(FieldName name) {
        return name.is(in, nameFrom, nameTo - nameFrom);
    }

    byte type() {
        return type;
    }

    int valueFrom() {
        return valueFrom;
    }

    int valueTo() {
        return at;
    }

    /** Where the content of a text, table or array begins, behind its length. */
    int contentFrom() {
        return valueFrom + Integer.BYTES;
    }

    /** The value of a field of type {@code S}. */
    String text(Charset charset) {
        return in.toString(contentFrom(), at - contentFrom(), charset);
    }

    /** The value of a field of type {@code S}; else empty. */
    String text(Recent<String> recent) {
        return type == 'S' ? recent.of(in, contentFrom(), at) : "";
    }

    /** An integer; 0 if it is none. */
    long integer() {
        return FieldValue.integer(in, type, valueFrom);
    }

    /** A text of at most 1,024 bytes, or a number or boolean as text; null for what is neither. */
    String asText() {
        return FieldValue.text(in, type, valueFrom, at);
    }

    /** Over the elements, or the fields, of this one, which is of type {@code A} or {@code F}. */
    Fields within(Fields inner) {
        return inner.over(in, contentFrom(), at);
    }
}
