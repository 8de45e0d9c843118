package dev.loupe.relay.postgres.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.protocol.SqlText;
import dev.loupe.relay.postgres.statement.ParsedStatement.KeyLiteral;
import dev.loupe.relay.postgres.statement.ParsedStatement.TransactionControl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatementsTest {
    private static final StatementSettings SETTINGS = StatementSettings.defaults()
            .with(List.of(
                    new KeyRule.Column("order", "orders.id"),
                    new KeyRule.Column("order", "sales.prices.order_id"),
                    new KeyRule.Parameter("operator", "call assign*", 2)));

    private final Statements statements = new Statements(SETTINGS);

    /** Blocks of a file: a text, and indented what is said of each of its statements. */
    static Stream<String> cases() throws IOException {
        try (InputStream file = StatementsTest.class.getResourceAsStream("statements.txt")) {
            String text = new String(file.readAllBytes(), UTF_8);
            return Arrays.stream(text.split("\n\n")).filter(block -> !block.isBlank()).map(String::strip);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void text_saysWhatItMeans(String block) {
        String text = block.lines().filter(line -> !line.startsWith("    ")).collect(Collectors.joining("\n"));
        String expected = block.lines().filter(line -> line.startsWith("    ")).collect(Collectors.joining("\n"));

        assertThat(statements.of(SqlText.of(text)).stream().map(StatementsTest::said).collect(Collectors.joining("\n")))
                .isEqualTo(expected);
    }

    private static String said(ParsedStatement statement) {
        StringBuilder said = new StringBuilder();
        line(said, statement.whole() ? "text" : "part", statement.text());
        line(said, "name", statement.summary());
        line(said, "operation", statement.operation());
        line(said, "collection", statement.collection());
        if (statement.transaction() != TransactionControl.NONE) {
            line(said, "transaction", statement.transaction().name());
        }
        statement.keys().forEach(key -> line(said, "key", key.kind() + " $" + key.index()));
        statement.literals().forEach(key -> line(said, "key", key.kind() + " '" + key.value() + "'"));
        if (statement.carried().isValid()) {
            line(said, "carried", statement.carried().getTraceId() + ' ' + statement.carried().getSpanId());
        }
        return said.toString().stripTrailing();
    }

    private static void line(StringBuilder said, String name, String value) {
        if (!value.isEmpty()) {
            said.append("    ").append(name).append(": ").append(value).append('\n');
        }
    }

    @Test
    void knownText_isAnsweredWithTheSame() {
        List<ParsedStatement> first = statements.of(SqlText.of("SELECT 1"));

        assertThat(statements.of(SqlText.of("SELECT 1"))).isSameAs(first);
    }

    @Test
    void textsThatDifferInLiteralsOnly_shareWhatIsSaidOfThem() {
        ParsedStatement one = statements.of(SqlText.of("SELECT * FROM items WHERE id = 7")).get(0);
        ParsedStatement other = statements.of(SqlText.of("SELECT * FROM items WHERE id = 'x' -- y")).get(0);

        assertThat(other).isSameAs(one);
    }

    @Test
    void keyThatIsALiteral_isEachTextsOwn() {
        assertThat(literals("SELECT * FROM orders WHERE id = 7")).containsExactly(new KeyLiteral("order", "7"));
        assertThat(literals("SELECT * FROM orders WHERE id = 8")).containsExactly(new KeyLiteral("order", "8"));
    }

    @Test
    void keyThatIsALiteral_isNotTold() {
        ParsedStatement statement =
                statements.of(SqlText.of("SELECT * FROM orders WHERE id = 'geheim'")).get(0);

        assertThat(statement.toString()).contains("order").doesNotContain("geheim");
    }

    @Test
    void textThatIsCut_saysWhatIsSure() {
        byte[] kept = "INSERT INTO orders (id, note) VALUES (7, 'a'), (8, 'geh".getBytes(UTF_8);

        ParsedStatement statement = statements.of(new SqlText(kept, 100_000)).get(0);

        assertThat(statement.text()).isEqualTo("INSERT INTO orders (id, note) VALUES (?, ?), (?, ? ?");
        assertThat(statement.whole()).isFalse();
        assertThat(statement.summary()).isEqualTo("INSERT orders");
    }

    @Test
    void wordAtTheCut_isNotTakenForAName() {
        ParsedStatement statement = statements
                .of(new SqlText("SELECT * FROM ord".getBytes(UTF_8), 100_000))
                .get(0);

        assertThat(statement.collection()).isEmpty();
        assertThat(statement.text()).isEqualTo("SELECT * FROM ?");
    }

    @Test
    void manyRows_sayNothingAboutWhoseTheStatementIs() {
        String rows = Stream.iterate(1, row -> row + 1).limit(20).map(row -> "(" + row + ")").collect(Collectors.joining(","));

        assertThat(literals("INSERT INTO orders (id) VALUES " + rows)).isEmpty();
    }

    @Test
    void longText_isCut() {
        String columns = Stream.iterate(1, i -> i + 1).limit(2_000).map(i -> "c" + i).collect(Collectors.joining(", "));

        ParsedStatement statement = statements.of(SqlText.of("SELECT " + columns + " FROM t")).get(0);

        assertThat(statement.text()).hasSize(4_096);
        assertThat(statement.whole()).isFalse();
    }

    @Test
    void manyTables_giveASummaryOfSaneLength() {
        String joins = Stream.iterate(1, i -> i + 1).limit(200).map(i -> " JOIN t" + i).collect(Collectors.joining());

        assertThat(statements.of(SqlText.of("SELECT * FROM t" + joins)).get(0).summary())
                .hasSizeBetween(200, 255)
                .doesNotEndWith(" ");
    }

    @Test
    void tooManyTexts_areForgottenAndCounted() {
        Statements few = new Statements(new StatementSettings(10, 64 * 1024, List.of()));

        for (int i = 0; i < 30; i++) {
            few.of(SqlText.of("SELECT " + i));
        }

        assertThat(few.forgotten()).isEqualTo(20);
    }

    private List<KeyLiteral> literals(String text) {
        return statements.of(SqlText.of(text)).get(0).literals();
    }
}
