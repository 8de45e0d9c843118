package dev.loupe.relay.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.wire.Recording;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions of real clients with a real broker. A new one needs no Java: see {@link RecordSessions}. */
class RecordedSessionsTest {
    static final DecoderSettings SETTINGS =
            new DecoderSettings(Set.of("x-order-id", "decimal", "date", "b"), 0, 128 * 1024 + 8, 65_536);

    static List<Recording> recordings() {
        return Recording.all(RecordedSessionsTest.class);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void replayed_saysWhatWasRead(Recording recording) {
        assertThat(Told.of(recording, SETTINGS)).isEqualTo(Recording.lines(getClass(), recording.name() + ".events"));
    }
}
