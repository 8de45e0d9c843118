package dev.loupe.relay.postgres.statement;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loupe.telemetry.InvalidSetting;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "id", "orders.", ".id", "a.b.c.d", "orders .id"})
    void columnWithoutItsTable_isRefused(String column) {
        assertThatThrownBy(() -> new KeyRule.Column("order", column))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("table.column");
    }

    @Test
    void kindThatIsNone_isRefused() {
        assertThatThrownBy(() -> new KeyRule.Column("no kind!", "orders.id")).hasMessageContaining("kind");
    }

    @Test
    void parameterThatCannotBe_isRefused() {
        assertThatThrownBy(() -> new KeyRule.Parameter("order", "UPDATE *", 0)).hasMessageContaining("parameter");
        assertThatThrownBy(() -> new KeyRule.Parameter("order", " ", 1)).hasMessageContaining("statement");
    }

    @Test
    void settingsOutOfRange_areRefused() {
        assertThatThrownBy(() -> new StatementSettings(0, 1 << 20, List.of())).hasMessageContaining("texts");
        assertThatThrownBy(() -> new StatementSettings(1, 1, List.of())).hasMessageContaining("bytes");
        assertThatThrownBy(() -> StatementSettings.defaults()
                        .with(Collections.nCopies(257, new KeyRule.Column("order", "orders.id"))))
                .hasMessageContaining("keys");
    }
}
