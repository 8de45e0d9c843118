package dev.loupe.relay.postgres;

import static dev.loupe.relay.fixture.WirePeer.all;
import static dev.loupe.relay.postgres.Wire.AUTHENTICATION_OK;
import static dev.loupe.relay.postgres.Wire.message;
import static dev.loupe.relay.postgres.Wire.sasl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.net.Advice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SaslEditTest {
    private static final byte[] NOTICE = message('N', "SNOTICE\0\0".getBytes(UTF_8));

    /** What comes out if these come in. */
    private static byte[] edited(byte[]... parts) {
        SaslEdit edit = new SaslEdit(UnpooledByteBufAllocator.DEFAULT, new Advice("test", System::nanoTime), false);
        ByteBuf out = Unpooled.buffer();
        for (byte[] part : parts) {
            ByteBuf passed = edit.isDone() ? Unpooled.wrappedBuffer(part) : edit.pass(Unpooled.copiedBuffer(part));
            out.writeBytes(passed);
            passed.release();
        }
        ByteBuf rest = edit.isDone() ? null : edit.release();
        if (rest != null) {
            out.writeBytes(rest);
            rest.release();
        }
        return ByteBufUtil.getBytes(out);
    }

    @Test
    void channelBinding_isTakenOff() {
        assertThat(edited(sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"))).isEqualTo(sasl("SCRAM-SHA-256"));
        assertThat(edited(sasl("SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "OAUTHBEARER")))
                .isEqualTo(sasl("SCRAM-SHA-256", "OAUTHBEARER"));
    }

    @Test
    void onlyMechanism_stays() {
        assertThat(edited(sasl("SCRAM-SHA-256-PLUS"))).isEqualTo(sasl("SCRAM-SHA-256-PLUS"));
    }

    @Test
    void everythingElse_stays() {
        assertThat(edited(AUTHENTICATION_OK, sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256")))
                .isEqualTo(all(AUTHENTICATION_OK, sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256")));
        byte[] malformed = message('R', new byte[] {0, 0, 0, 10, 'S', 'C'});
        assertThat(edited(malformed)).isEqualTo(malformed);
        byte[] endless = {'R', 0x7f, 0, 0, 0, 1, 2, 3};
        assertThat(edited(endless)).isEqualTo(endless);
        byte[] part = {'R', 0, 0, 0, 90, 1};
        assertThat(edited(part)).isEqualTo(part);
    }

    @Property
    void anySplit_comesToTheSame(@ForAll @IntRange(max = 80) int cut) {
        byte[] whole = all(NOTICE, sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"), AUTHENTICATION_OK);
        int at = Math.min(cut, whole.length);
        assertThat(edited(Arrays.copyOf(whole, at), Arrays.copyOfRange(whole, at, whole.length)))
                .isEqualTo(all(NOTICE, sasl("SCRAM-SHA-256"), AUTHENTICATION_OK));
    }
}
