package dev.loupe.mes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.config.ConfigReference;
import dev.loupe.console.config.ConfigReference.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the written reference of the adapters against the code. */
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/configuration.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern AS_THE_PROXYS =
            Pattern.compile("(?:telemetry|console)\\..*|(?!postgres|rabbitmq).*\\b(?:listen|upstream)\\..*");
    private static final Pattern NOT_THE_PROXYS = Pattern.compile(".*\\.(?:port|url)|.*\\.tls\\..*");

    private final List<Row> inCode = ConfigReference.of(new MesAdapter().defaults());

    @Test
    void everyKey_standsInTheReferenceWithItsDefault() throws IOException {
        assertThat(rows("## The adapters").map(row -> row.group(1) + " = " + row.group(2)))
                .containsExactlyElementsOf(inCode.stream()
                        .filter(row -> !AS_THE_PROXYS.matcher(row.path()).matches())
                        .map(row -> row.path() + " = " + row.defaultValue())
                        .toList());
    }

    @Test
    void everyListenerAndUpstream_isAsTheProxys() throws IOException {
        Map<String, String> proxys =
                rows("## The proxy").collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a));

        assertThat(inCode.stream()
                        .filter(row -> row.path().matches("(?!postgres|rabbitmq).*\\b(?:listen|upstream)\\..*"))
                        .filter(row -> !NOT_THE_PROXYS.matcher(row.path()).matches()))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(proxys)
                        .containsEntry(
                                row.path().replaceFirst(".*\\b(listen|upstream)\\.", "$1."), row.defaultValue()));
    }

    private static Stream<MatchResult> rows(String section) throws IOException {
        String reference = Files.readString(REFERENCE);
        int start = reference.indexOf(section + "\n");
        int end = reference.indexOf("\n## ", start + 1);
        return ROW.matcher(reference.substring(start, end < 0 ? reference.length() : end))
                .results();
    }
}
