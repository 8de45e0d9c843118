package dev.loupe.relay.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.DebianTool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python's client. */
class PikaTest extends ClientTest {
    @TempDir
    private Path home;

    @Test
    void application_seesTheSame() throws Exception {
        Path script = home.resolve("scenario.py");
        try (InputStream source = PikaTest.class.getResourceAsStream("pika_scenario.py")) {
            Files.write(script, source.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        List<String> seen = sameThroughTheRelay((port, virtualHost) -> DebianTool.python(home)
                .runs(script.toString(), Integer.toString(port), virtualHost)
                .lines()
                .toList());
        assertThat(seen).contains("confirms", "closed True").anyMatch(line -> line.contains("returned 312"));
        assertThat(edited.swallowed.get()).isEqualTo(2);
    }
}
