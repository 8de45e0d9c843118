package dev.loupe.console.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_namesEveryOption() {
        assertThat(run("--help")).hasValue(0);
        assertThat(said(out))
                .startsWith("Usage: loupe fake ")
                .contains("--config=FILE", "--set=KEY=VALUE", "--check", "--version");
    }

    @Test
    void version_isOneLine() {
        assertThat(run("--version")).hasValue(0);
        assertThat(said(out)).isEqualTo("loupe development\n");
    }

    @Test
    void missingConfig_isWrongUsage() {
        assertThat(run()).hasValue(2);
        assertThat(said(err))
                .isEqualTo("loupe fake: Missing required option: '--config=FILE'\nSee loupe fake --help\n");
    }

    @Test
    void unknownOption_isWrongUsage() {
        assertThat(run("--config", "x", "--chek")).hasValue(2);
        assertThat(said(err)).startsWith("loupe fake: Unknown option: '--chek'");
    }

    @Test
    void strayWord_isWrongUsage() {
        assertThat(run("--config", "x", "y")).hasValue(2);
        assertThat(said(err)).startsWith("loupe fake: Unmatched argument at index 2: 'y'");
    }

    private OptionalInt run(String... args) {
        Pipeline.Factory none = (settings, environment, service) -> {
            throw new AssertionError("nothing is to be started");
        };
        return new Launcher<>(new FakeDeployable(), none, Map.of(), print(out), print(err)).run(args);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
