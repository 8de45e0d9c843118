package dev.loupe.telemetry.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {
    private static final byte[] OLD = "an old key, of before".getBytes(UTF_8);
    private static final byte[] NEW = "a new key, since then".getBytes(UTF_8);

    private final Pseudonyms pseudonyms = Pseudonyms.of(PseudonymKeys.of(2, Map.of(1, OLD, 2, NEW)));

    /** Made with Python's hmac and base64, so that it is known that others can make them too. */
    @ParameterizedTest
    @CsvSource({"order,10234,7YOYZLXXBLLXASJT", "customer,Zoë Ωmega,7RMDI2YL73U57URJ", "order,'',I2DR7HB3KMZDRHLJ"})
    void pseudonym_isTheFirst80BitsOfTheHmacInBase32(String kind, String value, String expected) {
        assertThat(pseudonyms.of(kind, value)).isEqualTo(kind + "2-" + expected);
    }

    @Test
    void rotatedKeys_areSearchableSideBySide() {
        String before = Pseudonyms.of(PseudonymKeys.of(1, Map.of(1, OLD))).of("order", "10234");
        assertThat(before).startsWith("order1-");
        assertThat(pseudonyms.all("order", "10234")).containsExactly(pseudonyms.of("order", "10234"), before);
    }

    @Test
    void numbers_beginWithTheCurrentKeys() {
        PseudonymKeys keys = PseudonymKeys.of(2, Map.of(1, OLD, 2, NEW, 7, OLD));
        assertThat(keys.numbers()).containsExactly(2, 7, 1);
        assertThat(keys.isRandom()).isFalse();
    }

    @Test
    void sameValueOfAnotherKind_hasAnotherPseudonym() {
        assertThat(pseudonyms.of("order", "1").substring(7))
                .isNotEqualTo(pseudonyms.of("other", "1").substring(7));
    }

    @Test
    void randomKeys_differ() {
        PseudonymKeys keys = PseudonymKeys.random();
        assertThat(keys.isRandom()).isTrue();
        assertThat(Pseudonyms.of(keys).of("order", "1"))
                .startsWith("order0-")
                .isEqualTo(Pseudonyms.of(keys).of("order", "1"))
                .isNotEqualTo(Pseudonyms.of(PseudonymKeys.random()).of("order", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Order",
                "1order",
                "or-der",
                "or der",
                "order\u0000",
                "örder",
                "ab345678901234567890123456789012x"
            })
    void wrongKind_isRefusedWithoutNamingTheValue(String kind) {
        assertThat(Pseudonyms.isKind(kind)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pseudonyms.of(kind, "10234"))
                .withMessageNotContaining("10234");
    }

    @Test
    void longestKind_isOne() {
        assertThat(Pseudonyms.isKind("ab_45678901234567890123456789012")).isTrue();
    }

    @Test
    void keys_showNothing() {
        assertThat(PseudonymKeys.of(2, Map.of(1, OLD, 2, NEW))).hasToString("PseudonymKeys[2, 1]");
        assertThat(pseudonyms).hasToString("Pseudonyms[2 keys]");
    }

    @Test
    void shortKeyOrMissingCurrentKey_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PseudonymKeys.of(1, Map.of(1, new byte[PseudonymKeys.SHORTEST - 1])));
        assertThatIllegalArgumentException().isThrownBy(() -> PseudonymKeys.of(2, Map.of(1, OLD)));
        assertThatIllegalArgumentException().isThrownBy(() -> PseudonymKeys.of(-1, Map.of(-1, OLD)));
    }

    @Test
    void manyThreads_getTheSamePseudonyms() throws Exception {
        List<String> expected = tenThousand();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<String>>> tasks = List.of(this::tenThousand, this::tenThousand, this::tenThousand);
            for (Future<List<String>> made : threads.invokeAll(tasks)) {
                assertThat(made.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<String> tenThousand() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(pseudonyms.of("order", Integer.toString(i)));
        }
        return made;
    }
}
