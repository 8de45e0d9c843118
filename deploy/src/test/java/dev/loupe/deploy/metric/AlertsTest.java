package dev.loupe.deploy.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The alerts that ship for Prometheus. */
class AlertsTest {
    private static final Path RULES = Path.of("prometheus/rabbitmq.rules.yaml");
    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_asksForMetricsAndLabelsThatThereAre(Map<String, Object> alert) {
        String expression = (String) alert.get("expr");

        assertThat(MetricNames.exposed()).containsAll(MetricNames.metricsIn(expression));
        assertThat(MetricNames.metricsIn(expression)).isNotEmpty();
        assertThat(MetricNames.labels()).containsAll(MetricNames.labelsIn(expression));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_saysWhatIsWrongBySomethingThatItKnows(Map<String, Object> alert) {
        Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");

        assertThat(annotations.keySet()).map(String::valueOf).containsExactlyInAnyOrder("summary", "description");
        assertThat(((Map<?, ?>) alert.get("labels")).get("severity")).isIn("warning", "critical");
        assertThat(annotations.values()).allSatisfy(text -> assertThat(MetricNames.labelsIn((String) alert.get("expr")))
                .containsAll(LABEL.matcher((String) text)
                        .results()
                        .map(found -> found.group(1))
                        .toList()));
    }

    @Test
    void everyAlert_isExplained() throws IOException {
        String page = Files.readString(Path.of("../docs/deploy.md"));
        List<String> explained = Pattern.compile("(?m)^\\| (`[A-Z][A-Za-z]+`(?:, `[A-Z][A-Za-z]+`)*) \\|")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .flatMap(row ->
                        Pattern.compile("`(\\w+)`").matcher(row).results().map(found -> found.group(1)))
                .toList();

        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(
                        alerts().map(alert -> (String) alert.get("alert")).toList());
    }

    @SuppressWarnings("unchecked")
    static Stream<Map<String, Object>> alerts() throws IOException {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(RULES));
        return ((List<Map<String, Object>>) file.get("groups"))
                .stream().flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream());
    }
}
