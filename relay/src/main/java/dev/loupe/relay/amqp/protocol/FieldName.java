package dev.loupe.relay.amqp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;

/** A field's name that is looked for. */
final class FieldName {
    private final String text;
    private final byte[] bytes;

    FieldName(String text) {
        this.text = text;
        this.bytes = text.getBytes(UTF_8);
    }

    String text() {
        return text;
    }

    /** How long it is on the wire, with its length. */
    int size() {
        return 1 + bytes.length;
    }

    boolean is(ByteBuf in, int from, int length) {
        if (length != bytes.length) {
            return false;
        }
        // From behind: names that are alike begin alike.
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (in.getByte(from + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    void write(ByteBuf out) {
        out.writeByte(bytes.length).writeBytes(bytes);
    }
}
