package dev.loupe.relay.amqp;

import static dev.loupe.relay.amqp.Wire.ack;
import static dev.loupe.relay.amqp.Wire.body;
import static dev.loupe.relay.amqp.Wire.bytes;
import static dev.loupe.relay.amqp.Wire.header;
import static dev.loupe.relay.amqp.Wire.headerWith;
import static dev.loupe.relay.amqp.Wire.longText;
import static dev.loupe.relay.amqp.Wire.message;
import static dev.loupe.relay.amqp.Wire.publish;
import static dev.loupe.relay.amqp.Wire.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.protocol.MessageEdit;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are changed on their way: what stands around the change stays as it is. */
class EditTest extends ScriptedTest {
    private static final MessageEdit ALL = new MessageEdit("00-1-2-01", "loupe=1", "id-1", true);
    private static final byte[] ENTRIES = Wire.all(
            text("traceparent"),
            bytes('S'),
            longText("00-1-2-01"),
            text("tracestate"),
            bytes('S'),
            longText("loupe=1"));

    @BeforeEach
    void changeEverything() {
        connections.edits = (message, room) -> ALL;
    }

    /** A content header with what {@link #ALL} puts into one without any property. */
    private static byte[] changedHeader(int channel, long size) {
        byte[] table = Wire.all(ByteBuffer.allocate(4).putInt(ENTRIES.length).array(), ENTRIES);
        return Wire.frame(
                2,
                channel,
                Wire.all(
                        bytes(0, 60, 0, 0),
                        ByteBuffer.allocate(8).putLong(size).array(),
                        bytes(0x20, 0x80),
                        table,
                        text("id-1")));
    }

    private static byte[] changed(int channel, String body) {
        byte[] payload = body.getBytes(UTF_8);
        return Wire.all(
                publish(channel, "e", "k", true),
                changedHeader(channel, payload.length),
                payload.length == 0 ? payload : body(channel, payload));
    }

    @Test
    void messages_areChangedAndNothingElse() {
        Pair pair = open();
        pair.client().sends(message(1, "e", "k", "one"), ack(1, 1, false), message(1, "e", "k", ""), Wire.HEARTBEAT);
        pair.server().receives(changed(1, "one"), ack(1, 1, false), changed(1, ""), Wire.HEARTBEAT);
        pair.answers(message(1, "e", "k", "one"));
    }

    @Test
    void singleBytes_comeToTheSame() {
        connections.peek = 64;
        Pair pair = open();
        byte[] all = Wire.all(message(1, "e", "k", "one"), message(1, "e", "k", ""), Wire.HEARTBEAT);
        for (byte one : all) {
            pair.client().sends(new byte[] {one});
        }
        pair.server().receives(changed(1, "one"), changed(1, ""), Wire.HEARTBEAT);
    }

    @Test
    void manyMessagesOfAllSizes_areChangedInOrder() {
        Pair pair = open();
        int[] sizes = {0, 1, 100, 4_000, 9_000, 100_000, 20, 130_000, 7, 0, 8_192};
        for (int round = 0; round < 20; round++) {
            for (int size : sizes) {
                pair.client().sends(message(1, "e", "k", "x".repeat(size)));
            }
        }
        for (int round = 0; round < 20; round++) {
            for (int size : sizes) {
                assertThat(pair.server().bytes(changed(1, "x".repeat(size)).length))
                        .isEqualTo(changed(1, "x".repeat(size)));
            }
        }
        assertThat(relay().held()).isZero();
    }

    @Test
    void headerBehindFramesOfAnotherChannel_isChangedAndMandatoryIsNot() {
        Pair pair = open();
        pair.says(Wire.channelOpen(2));
        pair.answers(Wire.channelOpenOk(2));
        pair.client().sends(publish(1, "e", "k", false), ack(2, 1, false), header(1, 0));
        pair.server().receives(publish(1, "e", "k", false), ack(2, 1, false), changedHeader(1, 0));
    }

    @Test
    void whatIsThere_isKept() {
        byte[] own = Wire.all(text("traceparent"), bytes('S'), longText("00-own"), text("n"), bytes('t', 1));
        Pair pair = open();
        pair.client().sends(publish(1, "e", "k", true), headerWith(1, 0, own));
        byte[] state = Wire.all(text("tracestate"), bytes('S'), longText("loupe=1"));
        byte[] entries = Wire.all(own, state);
        byte[] table = Wire.all(ByteBuffer.allocate(4).putInt(entries.length).array(), entries);
        pair.server()
                .receives(
                        publish(1, "e", "k", true),
                        Wire.frame(
                                2,
                                1,
                                Wire.all(
                                        bytes(0, 60, 0, 0),
                                        ByteBuffer.allocate(8).array(),
                                        bytes(0x20, 0x80),
                                        table,
                                        text("id-1"))));
    }

    @Test
    void headerWithoutRoom_staysAsItIsAndIsNotMadeMandatory() {
        Pair pair = open();
        int frameMax = 0x20000;
        int around = 8 + 12 + 2 + 4;
        byte[] filler = Wire.all(text("f"), bytes('x'));
        byte[] value = new byte[frameMax - around - filler.length - 4];
        byte[] entries =
                Wire.all(filler, ByteBuffer.allocate(4).putInt(value.length).array(), value);
        byte[] full = headerWith(1, 0, entries);
        assertThat(full).hasSize(frameMax);
        pair.says(publish(1, "e", "k", false), full);
        pair.says(publish(1, "e", "k", false), headerWith(1, 0, Arrays.copyOf(entries, 3)));
        assertThat(connections.next().rooms).containsExactly(0, -1);
    }

    @Test
    void headerThatLies_passesAsItIs() {
        Pair pair = open();
        // Its table says that it is longer than the frame.
        byte[] lying = Wire.frame(
                2, 1, Wire.all(bytes(0, 60, 0, 0), ByteBuffer.allocate(8).array(), bytes(0x20, 0), bytes(0, 0, 9, 9)));
        pair.says(publish(1, "e", "k", false), lying);
        pair.client().sends(message(1, "e", "k", ""));
        pair.server().receives(changed(1, ""));
    }
}
