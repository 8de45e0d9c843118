package dev.loupe.bench.compare;

import static dev.loupe.bench.compare.SummaryTest.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.bench.load.Request;
import dev.loupe.bench.report.Row;
import dev.loupe.bench.report.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseResultTest {

    private static final Case SMALL = new Case("s3", "GET 1KB", new Request("GET", "/a", 1024), 16, 1.5);

    @Test
    void loupeBesideItsPeers_ratiosAreThoseOfTheMedians() {
        CaseResult result = result(sample(45, 4, 100, 0), sample(30, 2, 20, 0));

        Row loupe = result.rows().get(0);
        assertThat(loupe.label()).isEqualTo("GET 1KB c16");
        assertThat(loupe.values())
                .containsEntry("cpu_us", 45.0)
                .containsEntry("cpu_vs_nginx", 1.5)
                .containsEntry("cpu_vs_haproxy", null)
                .containsEntry("p99_vs_nginx", 2.0)
                .containsEntry("rss_mb", 100.0);
        assertThat(table(result)).contains("<=1.5 pass", "<=2.0 pass");
    }

    @Test
    void loupeOverABar_isAMiss() {
        String table = table(result(sample(45.1, 4.1, 100, 0), sample(30, 2, 20, 0)));

        assertThat(table).contains("<=1.5 MISS", "<=2.0 MISS").doesNotContain("pass");
    }

    @Test
    void errorsHappened_rowIsMarkedAndPassesNothing() {
        String table = table(result(sample(10, 1, 100, 7), sample(30, 2, 20, 0)));

        assertThat(table).contains("!! 7").doesNotContain("pass");
    }

    @Test
    void nginxMissing_noVerdict() {
        CaseResult alone = new CaseResult(SMALL, Map.of("loupe", new Summary(List.of(sample(45, 4, 100, 0)))));

        assertThat(table(alone)).doesNotContain("pass").doesNotContain("MISS");
        assertThat(alone.rows().get(0).values()).containsEntry("cpu_vs_nginx", null);
    }

    private static CaseResult result(Sample loupe, Sample nginx) {
        Map<String, Summary> systems = new LinkedHashMap<>();
        systems.put("loupe", new Summary(List.of(loupe)));
        systems.put("nginx", new Summary(List.of(nginx)));
        return new CaseResult(SMALL, systems);
    }

    private static String table(CaseResult result) {
        TextTable table = new TextTable(CaseResult.HEADINGS);
        result.addTo(table);
        return table.render();
    }
}
