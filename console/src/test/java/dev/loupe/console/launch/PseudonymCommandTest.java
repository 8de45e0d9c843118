package dev.loupe.console.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.privacy.PseudonymKeys;
import dev.loupe.telemetry.privacy.Pseudonyms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/loupe pseudonym} says, as a real process. */
class PseudonymCommandTest {
    private static final String OLD = "correct horse battery";
    private static final String NEW = "staple, and sixteen bytes";
    private static final String TWO_KEYS =
            "telemetry: {privacy: {keys: {1: \"${OLD}\", 2: \"${NEW:-}\"}}}\nanything: else\n";

    @TempDir
    private Path folder;

    @Test
    void everyKey_isALineAndTheCurrentOneIsFirst() throws Exception {
        configuration(TWO_KEYS);
        Pseudonyms pseudonyms = Pseudonyms.of(PseudonymKeys.of(2, Map.of(1, bytes(OLD), 2, bytes(NEW))));

        try (JavaProcess process = run(Map.of("OLD", OLD, "NEW", NEW), "--config", "any.yaml", "order", "Zoë 7")) {
            assertThat(process.endsWith(0).out().lines())
                    .containsExactly(
                            pseudonyms.all("order", "Zoë 7").get(0) + "  key 2, current: new traces",
                            pseudonyms.all("order", "Zoë 7").get(1) + "  key 1: traces made while it was current");
            assertThat(process.err()).isEmpty();
        }
    }

    @Test
    void noKey_isWarnedOf() throws Exception {
        try (JavaProcess process = run(Map.of(), "order", "10234")) {
            assertThat(process.endsWith(0).out()).matches("order0-[A-Z2-7]{16}  random key, of no use\n");
            assertThat(process.err())
                    .startsWith("loupe pseudonym: no key is configured, so this was made with a random one")
                    .hasLineCount(1);
        }
    }

    @Test
    void variableThatIsNotSet_isAMistakeOfTheConfiguration() throws Exception {
        configuration(TWO_KEYS);

        try (JavaProcess process = run(Map.of(), "--config", "any.yaml", "order", "10234")) {
            assertThat(process.endsWith(2).err())
                    .startsWith("any.yaml:1: telemetry.privacy.keys.1: the environment variable OLD is not set")
                    .hasLineCount(1);
            assertThat(process.out()).isEmpty();
        }
    }

    @Test
    void keyFileThatIsNotThere_isAMistakeOfTheConfiguration() throws Exception {
        configuration("telemetry: {privacy: {keyFile: none}}");

        try (JavaProcess process = run(Map.of(), "--config", "any.yaml", "order", "10234")) {
            assertThat(process.endsWith(2).err())
                    .isEqualTo(
                            "any.yaml:1: telemetry.privacy.keyFile: must be a text file that exists and may be read\n");
        }
    }

    @Test
    void wrongKind_isWrongUsage() throws Exception {
        try (JavaProcess process = run(Map.of(), "Order", "10234")) {
            assertThat(process.endsWith(2).err())
                    .startsWith("loupe pseudonym: KIND must be a lower-case letter")
                    .endsWith("See loupe pseudonym --help\n")
                    .doesNotContain("10234");
        }
    }

    @Test
    void valueInTwoWords_isWrongUsageAndNotRepeated() throws Exception {
        try (JavaProcess process = run(Map.of(), "customer", "Ada", "Lovelace")) {
            assertThat(process.endsWith(2).err())
                    .contains("quote a value with blanks")
                    .doesNotContain("Lovelace");
        }
    }

    @Test
    void missingValue_isWrongUsage() throws Exception {
        try (JavaProcess process = run(Map.of(), "order")) {
            assertThat(process.endsWith(2).err()).startsWith("loupe pseudonym: Missing required parameter: 'VALUE'");
        }
    }

    @Test
    void help_saysWhatItIsFor() throws Exception {
        try (JavaProcess process = run(Map.of(), "--help")) {
            assertThat(process.endsWith(0).out())
                    .startsWith("Usage: loupe pseudonym ")
                    .contains("KIND", "VALUE", "--config=FILE", "what to search traces for");
        }
    }

    private JavaProcess run(Map<String, String> environment, String... args) {
        return JavaProcess.start(folder, PseudonymCommand.class, environment, args);
    }

    private void configuration(String text) throws IOException {
        Files.writeString(folder.resolve("any.yaml"), text);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
