package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.s3.FileNames.Mode;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    private static final FileNames PLAIN = new FileNames(Mode.PLAIN, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rings/solitaire 585.stl",
                "orders/10234/ring+stone%.glb",
                "кольцо.stl",
                "npm/@scope/pkg@1.2.3",
                "2026-01-01T12-30-45.123.log",
                "order-123456789012.stl",
                "card-4111111111111112.stl",
                "serial-41111111111111111111.stl",
                "AKIA-is-short",
                "eyJ.stl",
            })
    void ordinaryKey_isShownAsItIs(String key) {
        assertThat(PLAIN.fileName(key)).contains(key);
    }

    @ParameterizedTest
    @CsvSource({
        "john.doe@example.com,                                   …",
        "orders/john.doe+rings@mail.example.co.uk/ring.stl,      orders/…/ring.stl",
        "scan of jürgen@müller.de (2).stl,                       scan of … (2).stl",
        "a@b.de and c@d.de,                                      … and …",
        "john@example.com.1,                                     ….1",
        "t/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_123/x,      t/…/x",
        "t/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0,                 t/…",
        "backup AKIAIOSFODNN7EXAMPLE.csv,                        backup ….csv",
        "ASIAIOSFODNN7EXAMPLE,                                   …",
        "card-4111111111111111.pdf,                              card-….pdf",
        "4111111111111111 5500005555555559,                      … …",
        "x378282246310005,                                       x…",
    })
    void whatLooksPersonalOrSecret_isTakenOut(String key, String shown) {
        assertThat(PLAIN.fileName(key)).contains(shown);
    }

    @Test
    void configuredPatterns_areTakenOutToo() {
        FileNames names =
                new FileNames(Mode.PLAIN, List.of(Pattern.compile("customer-\\d+"), Pattern.compile("(?i)vip|x*")));

        assertThat(names.fileName("customer-17/VIP/ring.stl")).contains("…/…/ring.stl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(.*a){20}b"})
    void patternThatWouldTakeForever_hidesTheKeyInstead(String pattern) {
        FileNames names = new FileNames(Mode.PLAIN, List.of(Pattern.compile(pattern)));

        assertThat(names.fileName("a".repeat(3000))).contains("…");
    }

    /** Whether the stack is deep enough depends on what is compiled; that nothing matches is as right an answer. */
    @ParameterizedTest
    @ValueSource(strings = {"(a|aa)+b", "(?:a|b)*c"})
    void patternThatMayNeedMoreStackThanThereIs_hidesTheKeyOrAnswers(String pattern) {
        FileNames names = new FileNames(Mode.PLAIN, List.of(Pattern.compile(pattern)));

        assertThat(names.fileName("a".repeat(3000)).orElseThrow()).isIn("…", "a".repeat(FileNames.LONGEST));
    }

    @Test
    void keyMadeToSlowTheBuiltInChecks_isHidden() {
        assertThat(PLAIN.fileName("eyJ".repeat(800))).contains("…");
        assertThat(PLAIN.fileName("a@".repeat(1000))).isPresent();
    }

    @Test
    void controlCharacters_areEscaped() {
        assertThat(PLAIN.fileName("a\nb\u001b[31m\u202egpj.exe")).contains("a\\u000ab\\u001b[31m\\u202egpj.exe");
    }

    @Test
    void longKey_isCut() {
        assertThat(PLAIN.fileName("k".repeat(1024))).contains("k".repeat(1024));
        assertThat(PLAIN.fileName("k".repeat(5000))).contains("k".repeat(1024));
        assertThat(PLAIN.fileName("\n".repeat(1024)).orElseThrow()).hasSize(1024);
    }

    @Test
    void longKey_isNotCutInsideACharacter() {
        assertThat(PLAIN.fileName("k".repeat(1023) + "💍💍")).contains("k".repeat(1023));
    }

    @Test
    void secretAcrossTheCut_isTakenOutWhole() {
        String before = "k".repeat(1000) + "/";

        assertThat(PLAIN.fileName(before + "john.doe.the.goldsmith@example.com"))
                .contains(before + "…");
    }

    @ParameterizedTest
    @CsvSource({
        "rings/a.stl,           *.stl",
        "rings/a.tar.GZ,        *.gz",
        "rings/a.mp4,           *.mp4",
        "rings.d/a,             *",
        "rings/a,               *",
        "rings/a.,              *",
        "a.5551234,             *",
        "a.extension,           *",
        "a.stl (2),             *",
        "me.кол,                *",
    })
    void extensionMode_showsTheExtensionOnly(String key, String shown) {
        assertThat(new FileNames(Mode.EXTENSION, List.of()).fileName(key)).contains(shown);
    }

    @Test
    void hiddenMode_showsNothing() {
        assertThat(new FileNames(Mode.HIDDEN, List.of()).fileName("a.stl")).isEmpty();
    }

    @Test
    void noKey_hasNoName() {
        assertThat(PLAIN.fileName("")).isEmpty();
        assertThat(new FileNames(Mode.EXTENSION, List.of()).fileName("")).isEmpty();
    }
}
