package dev.loupe.deploy.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboard that ships for Grafana. */
class DashboardTest {
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final int COLUMNS = 24;

    private final JsonObject dashboard;

    DashboardTest() throws IOException {
        dashboard = new JsonObject(Files.readString(Path.of("grafana/rabbitmq.json")));
    }

    @Test
    void everyPanel_asksForMetricsAndLabelsThatThereAre() {
        assertThat(targets()).isNotEmpty().allSatisfy(target -> {
            String expression = target.getString("expr");
            assertThat(MetricNames.exposed()).containsAll(MetricNames.metricsIn(expression));
            assertThat(MetricNames.labels()).containsAll(MetricNames.labelsIn(expression));
            assertThat(MetricNames.labelsIn(expression))
                    .containsAll(LEGEND.matcher(target.getString("legendFormat"))
                            .results()
                            .map(found -> found.group(1))
                            .toList());
        });
    }

    @Test
    void variables_areTakenFromMetricsThatThereAre() {
        List<String> queries = objects(dashboard.getJsonObject("templating"), "list")
                .filter(variable -> "query".equals(variable.getString("type")))
                .map(variable -> variable.getJsonObject("query").getString("query"))
                .toList();

        assertThat(queries).hasSize(2).allSatisfy(query -> {
            String inner = query.replaceFirst("^label_values\\(", "").replaceFirst(", (\\w+)\\)$", "");
            assertThat(MetricNames.exposed()).containsAll(MetricNames.metricsIn(inner));
            assertThat(MetricNames.labels()).contains(query.replaceFirst(".*, (\\w+)\\)$", "$1"));
        });
    }

    @Test
    void panels_doNotCoverEachOther() {
        Set<String> taken = new TreeSet<>();
        panels().forEach(panel -> {
            JsonObject place = panel.getJsonObject("gridPos");
            assertThat(place.getInteger("x") + place.getInteger("w")).isLessThanOrEqualTo(COLUMNS);
            for (int x = 0; x < place.getInteger("w"); x++) {
                for (int y = 0; y < place.getInteger("h"); y++) {
                    assertThat(taken.add((place.getInteger("x") + x) + "/" + (place.getInteger("y") + y)))
                            .as(panel.getString("title"))
                            .isTrue();
                }
            }
        });
        assertThat(panels().map(panel -> panel.getInteger("id"))).doesNotHaveDuplicates();
    }

    private Stream<JsonObject> panels() {
        return objects(dashboard, "panels");
    }

    private List<JsonObject> targets() {
        return panels().flatMap(panel -> objects(panel, "targets")).toList();
    }

    private static Stream<JsonObject> objects(JsonObject parent, String key) {
        return parent.getJsonArray(key).stream().map(JsonObject.class::cast);
    }
}
