package dev.loupe.relay.amqp.protocol;

import static dev.loupe.relay.amqp.protocol.Wire.bytes;
import static dev.loupe.relay.amqp.protocol.Wire.field;
import static dev.loupe.relay.amqp.protocol.Wire.header;
import static dev.loupe.relay.amqp.protocol.Wire.int16;
import static dev.loupe.relay.amqp.protocol.Wire.int32;
import static dev.loupe.relay.amqp.protocol.Wire.int64;
import static dev.loupe.relay.amqp.protocol.Wire.longString;
import static dev.loupe.relay.amqp.protocol.Wire.octets;
import static dev.loupe.relay.amqp.protocol.Wire.publish;
import static dev.loupe.relay.amqp.protocol.Wire.shortString;
import static dev.loupe.relay.amqp.protocol.Wire.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class MessageEditorTest {
    private static final int TYPE = 1 << 15;
    private static final int HEADERS = 1 << 13;
    private static final int MODE = 1 << 12;
    private static final int MESSAGE_ID = 1 << 7;
    private static final int TIMESTAMP = 1 << 6;
    private static final int APP_ID = 1 << 3;

    private static final MessageEdit TRACE = new MessageEdit("00-a-b-01", "loupe=x", "", false);
    private static final MessageEdit ALL = new MessageEdit("00-a-b-01", "loupe=x", "id-1", true);

    @Test
    void noProperties_getThemAll() {
        assertThat(edited(header(1, 9, 0), ALL))
                .isEqualTo(header(
                        1,
                        9,
                        HEADERS | MESSAGE_ID,
                        table(field("traceparent", "00-a-b-01"), field("tracestate", "loupe=x")),
                        shortString("id-1")));
    }

    @Test
    void otherProperties_stayAroundWhatIsNew() {
        byte[] before = header(
                7, 9, TYPE | MODE | TIMESTAMP | APP_ID, shortString("text"), octets(2), int64(5), shortString("app"));

        assertThat(edited(before, ALL))
                .isEqualTo(header(
                        7,
                        9,
                        TYPE | HEADERS | MODE | MESSAGE_ID | TIMESTAMP | APP_ID,
                        shortString("text"),
                        table(field("traceparent", "00-a-b-01"), field("tracestate", "loupe=x")),
                        octets(2),
                        shortString("id-1"),
                        int64(5),
                        shortString("app")));
    }

    @Test
    void fieldsOfEveryType_stayInFrontOfWhatIsNew() {
        byte[] fields = everyType();

        assertThat(edited(header(1, 0, HEADERS | MODE, table(fields), octets(1)), TRACE))
                .isEqualTo(header(
                        1,
                        0,
                        HEADERS | MODE,
                        table(fields, field("traceparent", "00-a-b-01"), field("tracestate", "loupe=x")),
                        octets(1)));
    }

    @Test
    void tracestate_isReplacedWhereItStands() {
        MessageEdit edit = new MessageEdit("", "loupe=x,vendor=longer than before", "", false);
        byte[] before = header(1, 0, HEADERS, table(field("a", "1"), field("tracestate", "vendor=1"), field("b", "2")));

        assertThat(edited(before, edit))
                .isEqualTo(header(
                        1,
                        0,
                        HEADERS,
                        table(field("a", "1"), field("tracestate", edit.tracestate()), field("b", "2"))));
    }

    @Test
    void traceparentThatIsThere_isLeftAlone() {
        MessageEdit parent = new MessageEdit("00-a-b-01", "", "", false);

        assertThat(edited(header(1, 0, HEADERS, table(field("traceparent", "00-c-d-00"))), parent))
                .isNull();
        assertThat(edited(header(1, 0, HEADERS, table(field("traceparent", 'I', int32(3)))), parent))
                .isNull();
        assertThat(edited(header(1, 0, MESSAGE_ID, shortString("")), new MessageEdit("", "", "id", false)))
                .isNull();
    }

    @Test
    void tracestatesThatAreNotOneText_areLeftAlone() {
        MessageEdit state = new MessageEdit("", "loupe=x", "", false);

        assertThat(edited(header(1, 0, HEADERS, table(field("tracestate", 'V'))), state))
                .isNull();
        assertThat(edited(header(1, 0, HEADERS, table(field("tracestate", "a=1"), field("tracestate", "b=2"))), state))
                .isNull();
    }

    @Test
    void whatIsNotUnderstood_isNotChanged() {
        byte[] unknownType = header(1, 0, HEADERS, table(field("a", 'Z', int32(1)), field("b", "2")));
        byte[] early = header(1, 0, HEADERS, int32(50), field("a", "1"));
        byte[] longer = header(1, 0, MODE, octets(1), octets(0));
        byte[] continued = header(1, 0, MODE | 1, int16(0), octets(1));
        byte[] reserved = header(1, 0, MODE | 2, octets(1));
        byte[] missing = header(1, 0, MODE | TIMESTAMP, octets(1));

        for (byte[] frame : new byte[][] {unknownType, early, longer, continued, reserved, missing}) {
            assertThat(edited(frame, ALL)).isNull();
        }
    }

    @Test
    void mandatory_isRaisedInPlace() {
        ByteBuf frame = Unpooled.wrappedBuffer(publish(3, "orders", "order.1", 2));

        MessageEditor.raiseMandatory(frame, 0);

        assertThat(ByteBufUtil.getBytes(frame)).isEqualTo(publish(3, "orders", "order.1", 3));
    }

    /** A field of each type that RabbitMQ knows. */
    static byte[] everyType() {
        return bytes(
                field("t", 't', octets(1)),
                field("b", 'b', octets(-1)),
                field("B", 'B', octets(255)),
                field("s", 's', int16(-2)),
                field("u", 'u', int16(2)),
                field("I", 'I', int32(-3)),
                field("i", 'i', int32(3)),
                field("l", 'l', int64(-4)),
                field("f", 'f', int32(Float.floatToIntBits(1.5f))),
                field("d", 'd', int64(Double.doubleToLongBits(2.5))),
                field("D", 'D', octets(2), int32(314)),
                field("S", 'S', longString("text")),
                field("A", 'A', table(octets('I'), int32(1), octets('V'))),
                field("T", 'T', int64(1_700_000_000)),
                field("F", 'F', table(field("in", 'F', table(field("in", "deep"))))),
                field("V", 'V'),
                field("x", 'x', table(octets(0, 1, 2))));
    }

    /** The new frame, made from the middle of a buffer; null if none was made. */
    private static byte[] edited(byte[] frame, MessageEdit edit) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes(octets(1, 2, 3), frame, octets(4, 5)));
        ByteBuf out = MessageEditor.header(in, 3, 3 + frame.length, edit, UnpooledByteBufAllocator.DEFAULT);
        assertThat(ByteBufUtil.getBytes(in)).isEqualTo(bytes(octets(1, 2, 3), frame, octets(4, 5)));
        if (out == null) {
            return null;
        }
        byte[] made = ByteBufUtil.getBytes(out);
        out.release();
        return made;
    }
}
