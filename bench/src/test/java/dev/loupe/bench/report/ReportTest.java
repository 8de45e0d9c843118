package dev.loupe.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @Test
    void rows_standOnOneLineEachInTheirOrder(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new").resolve("rows.json");

        JsonRows.write(
                file,
                List.of(
                        Row.of("s3", "GET 1KB c16", "loupe")
                                .with("cpu_us", 48.12345)
                                .with("errors", 0L),
                        Row.of("s3", "GET 1KB c16", "direct")
                                .with("cpu_us", OptionalDouble.empty())
                                .with("note", "a \"b\"\n")));

        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        [
                          {"bench": "s3", "case": "GET 1KB c16", "system": "loupe", "cpu_us": 48.123, "errors": 0},
                          {"bench": "s3", "case": "GET 1KB c16", "system": "direct", "cpu_us": null, "note": "a \\"b\\"\\u000a"}
                        ]
                        """);
    }

    @Test
    void figureThatIsNoNumber_isNull() {
        assertThat(Row.of("s3", "c", "s").with("ratio", Double.NaN).values()).containsEntry("ratio", null);
    }

    @Test
    void table_alignsNamesLeftAndFiguresRight() {
        TextTable table = new TextTable(List.of("case", "system", "rps"));
        table.add(List.of("GET 1KB", "loupe", "21000"));
        table.add(List.of("PUT", "", "7"));

        assertThat(table.render())
                .isEqualTo(
                        """
                        case     system    rps
                        GET 1KB  loupe   21000
                        PUT                  7
                        """);
        assertThatThrownBy(() -> table.add(List.of("too few"))).isInstanceOf(IllegalArgumentException.class);
    }
}
