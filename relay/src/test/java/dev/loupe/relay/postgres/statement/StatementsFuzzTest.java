package dev.loupe.relay.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.loupe.relay.postgres.protocol.SqlText;
import java.util.ArrayList;
import java.util.List;

/** Runs over its seeds in the normal build; looks for more with {@code JAZZER_FUZZ=1}. */
class StatementsFuzzTest {
    private final Statements statements = new Statements(StatementSettings.defaults()
            .with(List.of(new KeyRule.Column("order", "orders.id"), new KeyRule.Parameter("order", "UPDATE *", 1))));

    /** The first byte says whether the text is cut. */
    @FuzzTest(maxDuration = "2m")
    void whateverTheText_noConstantIsTold(byte[] bytes) {
        boolean cut = bytes.length > 0 && bytes[0] < 0;

        for (ParsedStatement statement : statements.of(new SqlText(bytes, bytes.length + (cut ? 1 : 0)))) {
            assertThat(constants(statement.text())).isEmpty();
            assertThat(statement.summary()).isNotEmpty().hasSizeLessThanOrEqualTo(255);
            assertThat(statement.fingerprint()).matches("[0-9a-f]{16}");
        }
    }

    private static List<String> constants(String text) {
        Lexer lexer = new Lexer(text);
        List<String> found = new ArrayList<>();
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.isLiteral() || token.kind() == Token.Kind.COMMENT) {
                found.add(text.substring(token.start(), token.end()));
            }
        }
        return found;
    }
}
