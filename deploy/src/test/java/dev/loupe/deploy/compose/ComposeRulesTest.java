package dev.loupe.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be so in any deployment: nothing floats, nothing starts too early, no password is known to everybody. */
class ComposeRulesTest {
    private static final Map<String, Service> SERVICES = Project.services();

    @ParameterizedTest
    @MethodSource("services")
    void image_hasAVersion(Service service) {
        assertThat(service.image()).matches("[a-z/-]+:.*\\d+\\.?\\d.*").doesNotContain("latest");
    }

    @ParameterizedTest
    @MethodSource("services")
    void service_hasAHealthCheckOrIsWaitedForUntilItEnds(Service service) {
        boolean ends = SERVICES.values().stream().anyMatch(other -> "service_completed_successfully"
                .equals(other.waitsFor().get(service.name())));

        assertThat(service.health().isEmpty()).isEqualTo(ends);
        assertThat(ends || service.health().get(0).equals("CMD")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("services")
    void dependencies_areThereAndWaitedFor(Service service) {
        assertThat(SERVICES.keySet()).containsAll(service.waitsFor().keySet());
        assertThat(service.waitsFor().values())
                .allMatch(condition -> Set.of("service_healthy", "service_completed_successfully")
                        .contains(condition));
        assertThat(everythingBefore(service, new TreeSet<>())).doesNotContain(service.name());
    }

    @ParameterizedTest
    @MethodSource("services")
    void ourContainers_mayDoLittle(Service service) {
        if (service.isOurs()) {
            assertThat(service.keys())
                    .containsEntry("read_only", true)
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("pull_policy", "never")
                    .containsKeys("mem_limit", "ulimits");
            assertThat((String) service.keys().get("stop_grace_period"))
                    .as("longer than drain")
                    .isEqualTo("30s");
        }
    }

    @Test
    void secrets_areVariablesWithoutADefault() {
        Map<?, ?> services = (Map<?, ?>) Project.composeFile().get("services");

        services.forEach((name, keys) -> {
            if (((Map<?, ?>) keys).get("environment") instanceof Map<?, ?> environment) {
                environment.forEach((variable, value) -> {
                    if (((String) variable).matches(".*(PASS|PASSWORD|SECRET_KEY|SECRET_ACCESS_KEY|PSEUDONYM_KEY)")) {
                        assertThat((String) value).as("%s", variable).matches("\\$\\{[A-Z0-9_]+:\\?[^}]+}");
                    }
                });
            }
        });
    }

    @Test
    void variables_areInTheExampleAndExplained() {
        Set<String> used = Variables.in(Project.text("docker-compose.yml"));

        assertThat(Project.variables()).containsExactlyInAnyOrderElementsOf(used);
        assertThat(used)
                .allSatisfy(name -> assertThat(Project.text("docs/deploy.md")).contains("`" + name + "`"));
    }

    static Collection<Service> services() {
        return SERVICES.values();
    }

    private static Set<String> everythingBefore(Service service, Set<String> found) {
        for (String earlier : service.waitsFor().keySet()) {
            if (found.add(earlier)) {
                everythingBefore(SERVICES.get(earlier), found);
            }
        }
        return found;
    }
}
