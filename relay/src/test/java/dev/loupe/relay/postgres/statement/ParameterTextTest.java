package dev.loupe.relay.postgres.statement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.protocol.FrontendEvent.Parameter;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTextTest {
    @ParameterizedTest
    @CsvSource({
        "21, fff9, -7",
        "23, 00000007, 7",
        "20, 00000000000027fa, 10234",
        "20, 8000000000000000, -9223372036854775808",
        "26, ffffffff, 4294967295",
        "25, 412d37, A-7",
        "1043, 412d37, A-7",
        "1042, 412d3720, 'A-7 '",
        "19, 412d37, A-7",
        "2950, a0eebc999c0b4ef8bb6d6bb9bd380a11, a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
    })
    void binaryValueOfAKnownType_isItsText(int type, String bytes, String text) {
        assertThat(ParameterText.of(new Parameter(true, HexFormat.of().parseHex(bytes)), type))
                .contains(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 00000007", "23, 0007", "20, 00000007", "2950, 00", "1700, 0001000000000000", "701, 0000000000000000", "25, ff"})
    void binaryValueThatIsNotSure_isNone(int type, String bytes) {
        assertThat(ParameterText.of(new Parameter(true, HexFormat.of().parseHex(bytes)), type))
                .isEmpty();
    }

    @Test
    void textValue_isAsItIsWhateverTheType() {
        assertThat(ParameterText.of(new Parameter(false, " 7\u00fc".getBytes(UTF_8)), 0)).contains(" 7\u00fc");
    }

    @Test
    void textThatIsNotUtf8_isNone() {
        assertThat(ParameterText.of(new Parameter(false, "M\u00fcller".getBytes(ISO_8859_1)), 25)).isEmpty();
    }

    @Test
    void nullOrNotKept_isNone() {
        assertThat(ParameterText.of(new Parameter(false, null), 25)).isEmpty();
    }
}
