package dev.loupe.relay.service.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShallowJsonTest {
    private static final int MOST = 100;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{`a`:[1,{`b`:2}],`c`:3} | {`a`:[],`c`:3}",
                "{`a`:{`b`:{}},`c`:[[]]} | {`a`:{},`c`:[]}",
                "{`a`:[`]`,`}`,`\\\\`,`\\`]`],`c`:`[`} | {`a`:[],`c`:`[`}",
                "{`\\`{`:1,`ключ`:[`ж`]} | {`\\`{`:1,`ключ`:[]}",
                "[1,[2],3] | [1,[],3]",
                "{} {`a`:[0]} | {} {`a`:[]}",
                "7 | 7"
            })
    void whatLiesDeeper_isTakenOutHoweverItIsSplit(String written, String expected) {
        String json = written.replace('`', '"');
        byte[] bytes = json.getBytes(UTF_8);
        for (int split = 0; split <= bytes.length; split++) {
            ShallowJson shallow = new ShallowJson(1, MOST);

            assertThat(kept(shallow, bytes, split)).isEqualTo(expected.replace('`', '"'));
            assertThat(shallow.isSound()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[}", "{\"a\":[[}]]}", "]", "{}}"})
    void bracketsThatDoNotMatch_areNotSound(String json) {
        ShallowJson shallow = new ShallowJson(1, MOST);
        kept(shallow, json.getBytes(UTF_8), 1);

        assertThat(shallow.isSound()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"100, true", "101, false"})
    void nesting_isBounded(int depth, boolean sound) {
        ShallowJson shallow = new ShallowJson(1, MOST);
        kept(shallow, "[".repeat(depth).getBytes(UTF_8), 7);

        assertThat(shallow.isSound()).isEqualTo(sound);
    }

    private static String kept(ShallowJson shallow, byte[] bytes, int split) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] kept = new byte[bytes.length];
        all.write(kept, 0, shallow.keep(bytes, 0, split, kept));
        all.write(kept, 0, shallow.keep(bytes, split, bytes.length, kept));
        return all.toString(UTF_8);
    }
}
