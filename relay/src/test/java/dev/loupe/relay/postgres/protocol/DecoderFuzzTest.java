package dev.loupe.relay.postgres.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;

/**
 * Runs over its seeds in the normal build; looks for more with {@code JAZZER_FUZZ=1}. A seed is what one side of a recorded
 * session sent, after a first byte that says how it is cut.
 */
class DecoderFuzzTest {
    /** Of parameters, texts and names only so little is kept that every seed goes beyond it. */
    private static final DecoderLimits LITTLE = new DecoderLimits(20, 3, 5, 600);

    @FuzzTest(maxDuration = "2m")
    void frontend_saysTheSameHoweverItIsCut(byte[] wire) {
        cutAndCompare(true, wire);
    }

    @FuzzTest(maxDuration = "2m")
    void backend_saysTheSameHoweverItIsCut(byte[] wire) {
        cutAndCompare(false, wire);
    }

    private static void cutAndCompare(boolean client, byte[] wire) {
        byte[] bytes = wire.length == 0 ? wire : Arrays.copyOfRange(wire, 1, wire.length);
        int piece = wire.length == 0 ? 1 : 1 + (wire[0] & 0x3f);
        for (DecoderLimits limits : List.of(DecoderLimits.defaults(), LITTLE)) {
            Told whole = new Told(limits, statement -> true).feed(client, bytes);
            Told cut = new Told(limits, statement -> true).feed(client, bytes, List.of(piece));

            assertThat(cut.end()).isEqualTo(whole.end());
            assertPositions(whole.lines(), bytes.length);
        }
    }

    private static void assertPositions(List<String> lines, int bytes) {
        long[] ends = lines.stream()
                .mapToLong(line -> Long.parseLong(line.substring(2, line.indexOf(' ', 2))))
                .toArray();
        assertThat(ends).isSorted();
        if (ends.length > 0) {
            assertThat(ends[ends.length - 1]).isLessThanOrEqualTo(bytes);
        }
    }
}
