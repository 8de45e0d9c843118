package dev.loupe.relay.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Runs over its seeds in the normal build; looks for more with {@code JAZZER_FUZZ=1}. A seed of a decoder is what one side of
 * a recorded session sent, after a first byte that says how it is cut; one of the editor is a content header's frame, after a
 * first byte that says what is changed.
 */
class DecoderFuzzTest {
    private static final List<DecoderSettings> SETTINGS = List.of(
            RecordedSessionsTest.SETTINGS,
            new DecoderSettings(Set.of("a"), 16, 128 * 1024, 100),
            new DecoderSettings(Set.of(), 5_000, 1, 2));

    @FuzzTest(maxDuration = "2m")
    void client_saysTheSameHoweverItIsCut(byte[] wire) {
        cutAndCompare(true, wire);
    }

    @FuzzTest(maxDuration = "2m")
    void server_saysTheSameHoweverItIsCut(byte[] wire) {
        cutAndCompare(false, wire);
    }

    @FuzzTest(maxDuration = "2m")
    void editor_changesNothingElse(byte[] frame) {
        if (frame.length == 0) {
            return;
        }
        MessageEdit edit = new MessageEdit(
                (frame[0] & 1) == 0 ? "" : "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                (frame[0] & 2) == 0 ? "" : "loupe=abc",
                (frame[0] & 4) == 0 ? "" : "id-1",
                false);
        ByteBuf in = Unpooled.wrappedBuffer(frame);
        ByteBuf out = MessageEditor.header(in, 1, frame.length, edit, UnpooledByteBufAllocator.DEFAULT);

        assertThat(in.array()).isEqualTo(frame);
        if (out != null) {
            byte[] before = Arrays.copyOfRange(frame, 1, frame.length);
            assertThat(PlainHeader.of(ByteBufUtil.getBytes(out)))
                    .isEqualTo(PlainHeader.of(before).with(edit));
            out.release();
        }
    }

    private static void cutAndCompare(boolean client, byte[] wire) {
        byte[] bytes = wire.length == 0 ? wire : Arrays.copyOfRange(wire, 1, wire.length);
        int piece = wire.length == 0 ? 1 : 1 + (wire[0] & 0x3f);
        for (DecoderSettings settings : SETTINGS) {
            Told whole = new Told(settings).feed(client, bytes);
            Told cut = new Told(settings).feed(client, bytes, List.of(piece));

            assertThat(cut.end()).isEqualTo(whole.end());
        }
    }
}
