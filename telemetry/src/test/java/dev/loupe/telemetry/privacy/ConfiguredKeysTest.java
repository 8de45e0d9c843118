package dev.loupe.telemetry.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loupe.telemetry.InvalidSetting;
import dev.loupe.telemetry.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredKeysTest {
    private static final String KEY = "correct horse battery";
    private static final String OTHER = "staple, but longer than 16";

    @TempDir
    private Path folder;

    @Test
    void noKey_isARandomOne() {
        assertThat(ConfiguredKeys.of(Settings.Privacy.defaults()).isRandom()).isTrue();
        assertThat(ConfiguredKeys.of(privacy(Map.of("1", ""), null)).isRandom())
                .as("a variable that is not set")
                .isTrue();
    }

    @Test
    void highestKey_isCurrentUnlessItIsSaidOtherwise() {
        Map<String, String> keys = Map.of("9", KEY, "10", OTHER);
        assertThat(ConfiguredKeys.of(privacy(keys, null)).numbers()).containsExactly(10, 9);
        assertThat(ConfiguredKeys.of(privacy(keys, 9)).numbers()).containsExactly(9, 10);
    }

    @Test
    void base64_isTheBytesThatItStandsFor() {
        String text = pseudonym(privacy(Map.of("1", KEY), null));
        assertThat(pseudonym(privacy(Map.of("1", "base64:Y29ycmVjdCBob3JzZSBiYXR0ZXJ5"), null)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifteen bytes..", "base64:Y29ycmVjdCBob3JzZQ==", "base64:no base64 in here, surely"})
    void weakKey_isRefusedWithoutBeingShown(String key) {
        assertThat(invalid(() -> privacy(Map.of("1", key), null)))
                .satisfies(invalid -> assertThat(invalid.key()).isEqualTo("keys.1"))
                .hasMessage("keys.1 must be at least 16 bytes of text, or of Base64 after \"base64:\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "01", "one", "1000000"})
    void wrongNumber_isRefused(String number) {
        assertThat(invalid(() -> privacy(Map.of(number, KEY), null)).key()).isEqualTo("keys." + number);
    }

    @Test
    void currentKeyThatIsNotThere_isRefused() throws IOException {
        assertThat(invalid(() -> privacy(Map.of("1", KEY), 2)).key()).isEqualTo("current");
        Path file = file("1: " + KEY);
        assertThat(invalid(() -> ConfiguredKeys.of(withFile(file, Map.of(), 2))).key())
                .isEqualTo("current");
    }

    @Test
    void keysOfAFile_joinThoseOfTheSettings() throws IOException {
        Path file = file("# made in March", "", "2: " + OTHER, " 1 :base64:Y29ycmVjdCBob3JzZSBiYXR0ZXJ5 ");
        PseudonymKeys both = ConfiguredKeys.of(withFile(file, Map.of("3", KEY), 1));
        assertThat(both.numbers()).containsExactly(1, 3, 2);
        assertThat(Pseudonyms.of(both).of("order", "1")).isEqualTo(pseudonym(privacy(Map.of("1", KEY), null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "correct horse battery | its line 1 has no number from 1 to 999999",
                "x: correct horse battery | its line 1 has no number from 1 to 999999",
                "1: horse | its line 1 must have at least 16 bytes of text",
                "# nothing | with at least one line such as",
                "3: correct horse battery | without key 3, which stands in keys"
            })
    void fileThatIsWrong_isRefusedWithItsLineAndWithoutItsKeys(String line, String problem) throws IOException {
        Settings.Privacy settings = withFile(file(line), Map.of("3", KEY), null);
        assertThat(invalid(() -> ConfiguredKeys.of(settings)))
                .satisfies(invalid -> assertThat(invalid.key()).isEqualTo("keyFile"))
                .hasMessageContaining(problem)
                .hasMessageNotContaining("horse");
    }

    @Test
    void keyThatIsRepeated_isRefused() throws IOException {
        Path file = file("1: " + KEY, "1: " + OTHER);
        assertThat(invalid(() -> ConfiguredKeys.of(withFile(file, Map.of(), null))))
                .hasMessageContaining("its line 2 repeats key 1");
    }

    @Test
    void fileThatCannotBeRead_isRefused() throws IOException {
        Path none = folder.resolve("none");
        assertThat(invalid(() -> ConfiguredKeys.of(withFile(none, Map.of(), null))))
                .hasMessage("keyFile must be a text file that exists and may be read");
        Path large = Files.write(folder.resolve("large"), new byte[70_000]);
        assertThat(invalid(() -> ConfiguredKeys.of(withFile(large, Map.of(), null))))
                .hasMessageContaining("larger than 64KiB");
    }

    @Test
    void settings_showNoKey() {
        assertThat(privacy(Map.of("1", KEY), null).toString())
                .contains("keys=[1]")
                .doesNotContain("horse");
    }

    @Test
    void wrongAttributeName_isRefused() {
        assertThat(invalid(() -> new Settings.Privacy(
                                Map.of(), Optional.empty(), Optional.empty(), List.of("order.priority", "a b")))
                        .key())
                .isEqualTo("attributes[1]");
    }

    private static Settings.Privacy privacy(Map<String, String> keys, Integer current) {
        return new Settings.Privacy(keys, Optional.ofNullable(current), Optional.empty(), List.of());
    }

    private static Settings.Privacy withFile(Path file, Map<String, String> keys, Integer current) {
        return new Settings.Privacy(new HashMap<>(keys), Optional.ofNullable(current), Optional.of(file), List.of());
    }

    private static String pseudonym(Settings.Privacy settings) {
        return Pseudonyms.of(ConfiguredKeys.of(settings)).of("order", "1");
    }

    private static InvalidSetting invalid(ThrowingCallable call) {
        return catchThrowableOfType(InvalidSetting.class, call);
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("keys"), List.of(lines));
    }
}
