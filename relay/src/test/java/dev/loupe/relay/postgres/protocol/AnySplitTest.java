package dev.loupe.relay.postgres.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.wire.Recording;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However the bytes of a session are cut, they say the same. */
class AnySplitTest {
    private static final List<Recording> RECORDINGS = Recording.all(AnySplitTest.class);

    @Provide
    Arbitrary<Recording> recordings() {
        return Arbitraries.of(RECORDINGS);
    }

    @Property(tries = 500)
    void session_saysTheSame(
            @ForAll("recordings") Recording recording,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 90) Integer> lengths) {
        assertThat(Told.of(recording, lengths)).isEqualTo(Told.of(recording));
    }

    @Property(tries = 300)
    void brokenSession_saysTheSame(
            @ForAll("recordings") Recording recording,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 30) Integer> lengths,
            @ForAll @IntRange(min = 0, max = 20_000) int at,
            @ForAll byte instead) {
        Recording broken = recording.with(at, instead);

        assertThat(Told.of(broken, lengths)).isEqualTo(Told.of(broken));
    }
}
