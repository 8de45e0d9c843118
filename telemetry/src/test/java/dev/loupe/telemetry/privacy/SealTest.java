package dev.loupe.telemetry.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final PseudonymKeys OLD = PseudonymKeys.of(1, Map.of(1, "the first of the keys".getBytes(UTF_8)));
    private static final PseudonymKeys ROTATED = PseudonymKeys.of(
            2, Map.of(1, "the first of the keys".getBytes(UTF_8), 2, "the second of the keys".getBytes(UTF_8)));

    @Test
    void tag_isThatOfTheTextOnly() {
        Seal seal = Seal.of(OLD, "blame");

        assertThat(seal.tag("text")).hasSize(22);
        assertThat(seal.matches("text", seal.tag("text"))).isTrue();
        assertThat(seal.matches("another", seal.tag("text"))).isFalse();
        assertThat(seal.matches("text", "")).isFalse();
    }

    @Test
    void otherPurpose_hasOtherTags() {
        assertThat(Seal.of(OLD, "blame").matches("text", Seal.of(OLD, "gossip").tag("text")))
                .isFalse();
    }

    @Test
    void tagOfAnEarlierKey_stillMatches() {
        assertThat(Seal.of(ROTATED, "blame")
                        .matches("text", Seal.of(OLD, "blame").tag("text")))
                .isTrue();
        assertThat(Seal.of(OLD, "blame")
                        .matches("text", Seal.of(ROTATED, "blame").tag("text")))
                .isFalse();
    }

    @Test
    void randomKey_sealsNothing() {
        try (Telemetry telemetry = Telemetry.start(Settings.defaults(), Map.of(), "shop-adapter")) {
            assertThat(telemetry.seal("blame")).isEmpty();
        }
    }
}
