package dev.loupe.relay.postgres;

import static dev.loupe.relay.fixture.WirePeer.all;
import static dev.loupe.relay.postgres.Wire.GSSENC_REQUEST;
import static dev.loupe.relay.postgres.Wire.SSL_REQUEST;
import static dev.loupe.relay.postgres.Wire.query;
import static dev.loupe.relay.postgres.Wire.startup;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ApplicationNameEditTest {
    private static final String SUFFIX = " via mes";

    private static byte[] edited(byte[]... parts) {
        ApplicationNameEdit edit = new ApplicationNameEdit(UnpooledByteBufAllocator.DEFAULT, SUFFIX);
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
    void name_getsTheText() {
        assertThat(edited(startup("user", "u", "application_name", "shop", "database", "d")))
                .isEqualTo(startup("user", "u", "application_name", "shop via mes", "database", "d"));
    }

    @Test
    void nameThatIsMissing_isAdded() {
        assertThat(edited(startup("user", "u"))).isEqualTo(startup("user", "u", "application_name", "via mes"));
    }

    @Test
    void nameThatIsLong_isCutNotWithinACharacter() {
        assertThat(edited(startup("application_name", "x".repeat(60))))
                .isEqualTo(startup("application_name", "x".repeat(55) + SUFFIX));
        assertThat(edited(startup("application_name", "x".repeat(54) + "äöü")))
                .isEqualTo(startup("application_name", "x".repeat(54) + SUFFIX));
    }

    @Test
    void replication_keepsItsName() {
        byte[] start = startup("application_name", "standby", "replication", "true");
        assertThat(edited(start)).isEqualTo(start);
    }

    @Test
    void everythingElse_stays() {
        for (byte[] same : new byte[][] {
            Wire.cancel(1, 2),
            "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8),
            {0, 0, 0},
            {0x16, 3, 1},
            {0, 0, 0, 9, 0, 3, 0, 0, 'x'}
        }) {
            assertThat(edited(same)).isEqualTo(same);
        }
    }

    @Property
    void anySplit_comesToTheSame(@ForAll @IntRange(max = 80) int cut) {
        byte[] whole =
                all(GSSENC_REQUEST, SSL_REQUEST, startup("user", "u", "application_name", "a"), query("SELECT 1"));
        int at = Math.min(cut, whole.length);
        assertThat(edited(Arrays.copyOf(whole, at), Arrays.copyOfRange(whole, at, whole.length)))
                .isEqualTo(all(
                        GSSENC_REQUEST,
                        SSL_REQUEST,
                        startup("user", "u", "application_name", "a via mes"),
                        query("SELECT 1")));
    }
}
