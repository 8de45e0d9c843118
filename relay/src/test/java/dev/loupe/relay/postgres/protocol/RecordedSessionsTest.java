package dev.loupe.relay.postgres.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.wire.Recording;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions of real clients with a real server. A new one needs no Java: see {@link RecordSessions}. */
class RecordedSessionsTest {
    static List<Recording> recordings() {
        return Recording.all(RecordedSessionsTest.class);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void replayed_saysWhatWasRead(Recording recording) {
        assertThat(Told.of(recording)).isEqualTo(Recording.lines(getClass(), recording.name() + ".events"));
    }
}
