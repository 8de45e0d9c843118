package dev.loupe.relay.postgres.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.protocol.SqlText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlantedLiteralsTest {
    private final Statements statements = new Statements(StatementSettings.defaults()
            .with(List.of(new KeyRule.Column("order", "orders.id"), new KeyRule.Column("order", "orders.note"))));

    @Property(tries = 5_000)
    void whateverIsPlanted_staysInside(@ForAll long seed) {
        Planted planted = Planted.text(new Random(seed));

        for (ParsedStatement statement : statements.of(SqlText.of(planted.text()))) {
            tellsNothing(statement, planted.text());
        }
    }

    @Property(tries = 5_000)
    void whateverIsPlantedInATextThatIsCut_staysInside(@ForAll long seed, @ForAll @IntRange(max = 400) int cut) {
        byte[] whole = Planted.text(new Random(seed)).text().getBytes(UTF_8);
        byte[] kept = Arrays.copyOf(whole, Math.min(cut, whole.length));

        for (ParsedStatement statement : statements.of(new SqlText(kept, whole.length))) {
            tellsNothing(statement, new String(kept, UTF_8));
        }
    }

    private static void tellsNothing(ParsedStatement statement, String text) {
        assertThat(statement.toString().toLowerCase(Locale.ROOT))
                .as(text)
                .doesNotContain(Planted.WORD.substring(0, 3))
                .doesNotContain("9073");
        assertThat(statement.text()).as(text).doesNotContain("'", "--", "/*");
    }
}
