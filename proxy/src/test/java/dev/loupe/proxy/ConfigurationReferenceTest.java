package dev.loupe.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.config.ConfigReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the written reference against the code. */
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/configuration.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|$");

    @Test
    void everyKey_standsInTheReferenceWithItsDefault() throws IOException {
        List<String> inCode = ConfigReference.of(ProxyConfig.defaults()).stream()
                .map(row -> row.path() + " = " + row.defaultValue())
                .toList();

        assertThat(written().stream().map(row -> row.group(1) + " = " + row.group(2)))
                .containsExactlyElementsOf(inCode);
    }

    @Test
    void everyChoice_standsInTheReference() throws IOException {
        List<MatchResult> written = written();
        List<ConfigReference.Row> inCode = ConfigReference.of(ProxyConfig.defaults());

        for (int i = 0; i < inCode.size(); i++) {
            if (inCode.get(i).kind().startsWith("one of ")) {
                assertThat(written.get(i).group(3))
                        .contains(inCode.get(i).kind().substring(7).split(", "));
            }
        }
    }

    private static List<MatchResult> written() throws IOException {
        String reference = Files.readString(REFERENCE);
        int start = reference.indexOf("## The proxy");
        return ROW.matcher(reference.substring(start, reference.indexOf("## The adapters", start)))
                .results()
                .toList();
    }
}
