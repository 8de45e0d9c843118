package dev.loupe.relay.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.wire.Recording;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However the bytes of a session are cut, they say the same, and as much of them is taken. */
class AnySplitTest {
    private static final List<Recording> RECORDINGS = Recording.all(AnySplitTest.class);

    /** Without and with the beginning of bodies, and with frames that are larger than what is waited for. */
    private static final List<DecoderSettings> SETTINGS = List.of(
            RecordedSessionsTest.SETTINGS,
            new DecoderSettings(Set.of(), 8, 128 * 1024, 100),
            new DecoderSettings(Set.of(), 5_000, 1, 1));

    @Provide
    Arbitrary<Recording> recordings() {
        return Arbitraries.of(RECORDINGS);
    }

    @Provide
    Arbitrary<DecoderSettings> settings() {
        return Arbitraries.of(SETTINGS);
    }

    @Property(tries = 400)
    void session_saysTheSame(
            @ForAll("recordings") Recording recording,
            @ForAll("settings") DecoderSettings settings,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 90) Integer> lengths) {
        assertThat(Told.of(recording, settings, lengths)).isEqualTo(Told.of(recording, settings));
    }

    @Property(tries = 400)
    void brokenSession_saysTheSame(
            @ForAll("recordings") Recording recording,
            @ForAll("settings") DecoderSettings settings,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 30) Integer> lengths,
            @ForAll @IntRange(min = 0, max = 20_000) int at,
            @ForAll byte instead) {
        Recording broken = recording.with(at, instead);

        assertThat(Told.of(broken, settings, lengths)).isEqualTo(Told.of(broken, settings));
    }
}
