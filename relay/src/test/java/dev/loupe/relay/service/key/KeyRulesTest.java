package dev.loupe.relay.service.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loupe.telemetry.InvalidSetting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "header",
                "header a b",
                "header x:y",
                "cookie a=b",
                "path a/b",
                "query ",
                "form",
                "body /id",
                "request",
                "request id",
                "request /a~",
                "request /a~2b",
                "response #/id",
                "Header x"
            })
    void sourceThatFindsNothing_isAMistake(String source) {
        assertThatIllegalArgumentException().isThrownBy(() -> KeySource.parse(source));
    }

    @Test
    void pointerThatIsTooDeepOrTooLong_isAMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonPointer.parse("/a".repeat(33)));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonPointer.parse("/" + "a".repeat(600)));
    }

    @Test
    void source_isReadAsItIsWritten() {
        assertThat(KeySource.parse(" header  X-Order ")).isEqualTo(new KeySource.Header("x-order"));
        assertThat(KeySource.parse("request /a~1b/0").toString()).contains("/a~1b/0");
        assertThat(KeySource.parse("form order id")).isEqualTo(new KeySource.FormField("order id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operator: header x",
                "order: header x on /nowhere",
                "order: header x on GET /orders/{id}",
                "order: path order",
                "order: path id on POST /orders"
            })
    void ruleThatFindsNothing_isAMistakeOfItsItem(String rule) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> Plans.of(List.of("/orders/{id}", "POST /orders"), "order: path id", rule))
                .satisfies(mistake -> assertThat(mistake.key()).isEqualTo("keys[1]"));
    }
}
