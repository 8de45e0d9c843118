package dev.loupe.relay.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;

/** Runs over its seeds in the normal build; looks for more with {@code JAZZER_FUZZ=1}. */
class DecoderFuzzTest {
    /** A seed is a connection's bytes, after a first byte that says how they are cut. */
    @FuzzTest(maxDuration = "2m")
    void requests_sayTheSameHoweverTheyAreCut(byte[] wire) {
        byte[] bytes = afterFirst(wire);
        Decoding whole = Decoding.ofRequests().feed(bytes);
        Decoding cut = Decoding.ofRequests().feed(bytes, piece(wire));

        assertThat(endOf(cut, whole)).isEqualTo(whole.events());
        if (whole.fault() == null) {
            assertThat(cut.passed()).isEqualTo(whole.passed());
        }
    }

    /** The same for answers to three requests, {@code HEAD} among them. */
    @FuzzTest(maxDuration = "2m")
    void responses_sayTheSameHoweverTheyAreCut(byte[] wire) {
        byte[] bytes = afterFirst(wire);
        Decoding whole = Decoding.ofResponses("GET", "HEAD", "PUT").feed(bytes);
        Decoding cut = Decoding.ofResponses("GET", "HEAD", "PUT").feed(bytes, piece(wire));

        assertThat(endOf(cut, whole)).isEqualTo(whole.events());
        if (whole.fault() == null) {
            assertThat(cut.passed()).isEqualTo(whole.passed());
        }
    }

    private static byte[] afterFirst(byte[] wire) {
        return wire.length == 0 ? wire : Arrays.copyOfRange(wire, 1, wire.length);
    }

    private static int piece(byte[] wire) {
        return wire.length == 0 ? 1 : 1 + (wire[0] & 0x3f);
    }

    private static List<String> endOf(Decoding cut, Decoding whole) {
        assertThat(cut.fault()).isEqualTo(whole.fault());
        return cut.events();
    }
}
