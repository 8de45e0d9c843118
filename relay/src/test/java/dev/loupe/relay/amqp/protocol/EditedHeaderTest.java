package dev.loupe.relay.amqp.protocol;

import static dev.loupe.relay.amqp.protocol.Wire.bytes;
import static dev.loupe.relay.amqp.protocol.Wire.element;
import static dev.loupe.relay.amqp.protocol.Wire.field;
import static dev.loupe.relay.amqp.protocol.Wire.int32;
import static dev.loupe.relay.amqp.protocol.Wire.int64;
import static dev.loupe.relay.amqp.protocol.Wire.octets;
import static dev.loupe.relay.amqp.protocol.Wire.shortString;
import static dev.loupe.relay.amqp.protocol.Wire.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever a message's properties are, a change puts in what it says, and keeps every other byte. */
class EditedHeaderTest {
    @Property(tries = 1_000)
    void edit_putsInWhatItSaysAndNothingElse(
            @ForAll("flags") int flags,
            @ForAll("fields") List<byte[]> fields,
            @ForAll("edits") MessageEdit edit,
            @ForAll @IntRange(min = 0, max = 255) int length) {
        byte[] before = header(flags, fields, length);
        byte[] after = edited(before, edit);

        PlainHeader wanted = PlainHeader.of(before).with(edit);
        assertThat(PlainHeader.of(after == null ? before : after)).isEqualTo(wanted);
        assertDecoded(edit, before, after);
    }

    private static void assertDecoded(MessageEdit edit, byte[] before, byte[] after) {
        MessageProperties old = decoded(before).properties();
        if (after == null) {
            return;
        }
        assertThat(MessageEditor.changesHeader(edit, old)).isTrue();
        assertThat(after.length - before.length).isLessThanOrEqualTo(MessageEditor.growth(edit, old));
        ContentHeader made = decoded(after);
        assertThat(made.whole()).isTrue();
        assertThat(made.properties())
                .usingRecursiveComparison()
                .ignoringFields(
                        "flags", "messageId", "headers.hasTraceparent", "headers.traceparent", "headers.tracestate")
                .isEqualTo(old);
    }

    private static ContentHeader decoded(byte[] frame) {
        return new ContentHeaderReader(Set.of("a", "b"))
                .read(Unpooled.wrappedBuffer(frame), 7 + ContentHeaderReader.FIXED, frame.length - 1, 0);
    }

    private static byte[] edited(byte[] frame, MessageEdit edit) {
        ByteBuf in = Unpooled.wrappedBuffer(frame.clone());
        ByteBuf out = MessageEditor.header(in, 0, frame.length, edit, UnpooledByteBufAllocator.DEFAULT);
        assertThat(in.array()).isEqualTo(frame);
        if (out == null) {
            return null;
        }
        byte[] made = ByteBufUtil.getBytes(out);
        out.release();
        return made;
    }

    private static byte[] header(int flags, List<byte[]> fields, int length) {
        byte[][] properties = new byte[14][];
        for (int i = 0; i < properties.length; i++) {
            int bit = 15 - i;
            byte[] value =
                    switch (bit) {
                        case 13 -> table(fields.toArray(byte[][]::new));
                        case 12, 11 -> octets(length);
                        case 6 -> int64(length);
                        default -> shortString("x".repeat(length));
                    };
            properties[i] = (flags >> bit & 1) == 0 ? new byte[0] : value;
        }
        return Wire.header(7, 99, flags, properties);
    }

    @Provide
    Arbitrary<Integer> flags() {
        return Arbitraries.integers().between(0, (1 << 14) - 1).map(bits -> bits << 2);
    }

    @Provide
    Arbitrary<List<byte[]>> fields() {
        return Arbitraries.of(
                        field("a", "1"),
                        field("b", 't', octets(1)),
                        field("", 'V'),
                        MessageEditorTest.everyType(),
                        field("x-death", 'A', table(element('F', table(field("queue", "q"))))),
                        field("traceparent", "00-c-d-00"),
                        field("traceparent", 'I', int32(1)),
                        field("tracestate", "vendor=1"),
                        field("tracestate", "vendor=1"),
                        field("tracestate", 'x', table(octets(1, 2))),
                        bytes(field("tracestat", "e"), field("tracestatf", "e")))
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<MessageEdit> edits() {
        return Combinators.combine(
                        Arbitraries.of("", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                        Arbitraries.of("", "loupe=lx5k2q", "loupe=lx5k2q,vendor=1"),
                        Arbitraries.of("", "m", "7b0a4f3e-6d1e-4b8e-9c6e-1f0a2b3c4d5e"))
                .as((parent, state, id) -> new MessageEdit(parent, state, id, false));
    }
}
