package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page lists what the code knows, no more and no less. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "protocols", "s3-operations.md");

    @Test
    void page_hasOneRowForEachShape() throws IOException {
        List<String> expected = S3OperationTable.shapes().stream()
                .sorted(Comparator.comparing(
                                (S3Shape shape) -> shape.operation().name())
                        .thenComparing(S3Shape::path)
                        .thenComparing(S3Shape::header))
                .map(OperationsPageTest::row)
                .toList();

        assertThat(Files.readAllLines(PAGE))
                .filteredOn(line -> line.startsWith("| `"))
                .isEqualTo(expected);
    }

    private static String row(S3Shape shape) {
        String query = shape.parameters().isEmpty() ? "" : "?" + String.join("&", shape.parameters());
        return "| `%s` | %s | `%s` | %s | %s |"
                .formatted(
                        shape.operation().name(),
                        shape.method(),
                        shape.path() + query,
                        shape.header().isEmpty() ? "" : "`" + shape.header() + "`",
                        switch (shape.operation().family()) {
                            case READ -> "to the client";
                            case WRITE -> "to the store";
                            case OTHER -> "";
                        });
    }
}
