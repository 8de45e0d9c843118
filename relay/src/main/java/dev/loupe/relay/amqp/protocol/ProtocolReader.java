package dev.loupe.relay.amqp.protocol;

import io.netty.buffer.ByteBuf;

/** Recognises what the first bytes of a connection ask for, as soon as they tell it. */
final class ProtocolReader {
    /** Bytes of an AMQP header. */
    static final int AMQP_HEADER = 8;

    private static final int AMQP = 'A' << 24 | 'M' << 16 | 'Q' << 8 | 'P';
    private static final int PEER_PROPERTIES_1 = 17 << 16 | 1;

    private ProtocolReader() {}

    /** Null if more bytes are needed. At least one has to be there. */
    static Protocol protocol(ByteBuf in, int from, int to) {
        return switch (in.getByte(from)) {
            case 'A' -> amqp(in, from, to);
            case 0x10 -> mqtt(in, from, to);
            case 0x16 -> tls(in, from, to);
            case 0 -> stream(in, from, to);
            default -> Protocol.UNKNOWN;
        };
    }

    private static Protocol amqp(ByteBuf in, int from, int to) {
        for (int i = 0; i < Math.min(Integer.BYTES, to - from); i++) {
            if (in.getByte(from + i) != (byte) (AMQP >>> (24 - 8 * i))) {
                return Protocol.UNKNOWN;
            }
        }
        return to - from < AMQP_HEADER ? null : version(in.getInt(from + Integer.BYTES));
    }

    /** The identifier of what is spoken and the version, as in AMQP 1.0, sections 2.2, 5.2.1 and 5.3.1. */
    private static Protocol version(int four) {
        return switch (four) {
            case 0x00_00_09_01 -> Protocol.AMQP_0_9_1;
            case 0x00_01_00_00, 0x02_01_00_00, 0x03_01_00_00 -> Protocol.AMQP_1_0;
            default -> Protocol.AMQP_OTHER;
        };
    }

    /** Type and flags, the remaining length in up to four bytes, and the protocol's name. */
    private static Protocol mqtt(ByteBuf in, int from, int to) {
        int at = from + 1;
        for (int more = 0x80; (more & 0x80) != 0; at++) {
            if (at == to) {
                return null;
            }
            more = in.getByte(at);
            if (at - from > 4) {
                return Protocol.UNKNOWN;
            }
        }
        if (to - at < Integer.BYTES) {
            return null;
        }
        int name = in.getInt(at);
        boolean known = name == (4 << 16 | 'M' << 8 | 'Q') || name == (6 << 16 | 'M' << 8 | 'Q');
        return known ? Protocol.MQTT : Protocol.UNKNOWN;
    }

    private static Protocol tls(ByteBuf in, int from, int to) {
        if (to - from < Short.BYTES) {
            return null;
        }
        return in.getByte(from + 1) == 3 ? Protocol.TLS : Protocol.UNKNOWN;
    }

    private static Protocol stream(ByteBuf in, int from, int to) {
        if (to - from < Long.BYTES) {
            return null;
        }
        return in.getInt(from + Integer.BYTES) == PEER_PROPERTIES_1 ? Protocol.STREAM : Protocol.UNKNOWN;
    }
}
