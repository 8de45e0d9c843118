package dev.loupe.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.launch.HealthCommand;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Compose file against what the deployables and the demo's services really accept. */
class ComposeWiringTest {
    private static final Map<String, Service> SERVICES = Project.services();
    private static final List<Service> ALL = List.copyOf(SERVICES.values());

    @ParameterizedTest
    @MethodSource("sidecars")
    void configuration_isAcceptedWithTheContainersVariablesAndOptions(Service sidecar) throws Exception {
        assertThat(Sidecars.configuration(sidecar)).isNotNull();
        assertThat(sidecar.command()).filteredOn(word -> word.startsWith("--")).containsOnly("--config", "--set");
    }

    @ParameterizedTest
    @MethodSource("sidecars")
    void variables_areThoseOfTheConfigurationAndNoOthers(Service sidecar) throws Exception {
        Path file = Sidecars.mounted(sidecar, sidecar.options("--config").get(0));
        Set<String> wanted = Variables.in(uncommented(file));
        Set<String> given = new TreeSet<>(sidecar.environment().keySet());
        given.removeIf(name -> name.startsWith("OTEL_"));

        assertThat(given).isEqualTo(wanted);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void whateverAServiceCalls_isAnswered(Service service) throws Exception {
        Wiring wiring = Wiring.of(SERVICES);

        assertThat(Wiring.calledBy(service)).allMatch(address -> wiring.isAnswered(service, address));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void publishedPorts_areListenedOnAndOnlyForThisMachine(Service service) throws Exception {
        Wiring wiring = Wiring.of(SERVICES);

        assertThat(service.ports()).allSatisfy(port -> {
            String[] parts = port.split(":", -1);
            assertThat(parts).hasSize(3).startsWith("127.0.0.1");
            assertThat(wiring.isOpen(service, Integer.parseInt(parts[2]))).isTrue();
        });
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void portsOfProcessesInOneNetwork_areDifferent(Service service) throws Exception {
        List<Integer> ports = SERVICES.values().stream()
                .filter(other -> other.network().equals(service.network()))
                .flatMap(other -> ports(other).stream())
                .toList();

        assertThat(ports).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("sidecars")
    void consolesLinkToJaeger_isPublished(Service sidecar) {
        String jaeger = sidecar.options("--set").stream()
                .filter(set -> set.startsWith("console.jaeger="))
                .findFirst()
                .orElseThrow();
        int port = URI.create(jaeger.substring("console.jaeger=".length())).getPort();

        assertThat(SERVICES.get("jaeger").ports()).contains("127.0.0.1:" + port + ":16686");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void mountedFiles_areThereAndCannotBeWritten(Service service) {
        Stream<String> files = service.volumes().stream().filter(volume -> volume.startsWith("./"));

        assertThat(files).allSatisfy(file -> {
            String[] parts = file.split(":", -1);
            assertThat(Project.ROOT.resolve(parts[0])).isRegularFile();
            assertThat(parts).endsWith("ro");
        });
    }

    @ParameterizedTest
    @MethodSource("demoServices")
    void mainClass_isThere(Service service) throws Exception {
        Class<?> main =
                Class.forName(service.command().get(0), false, getClass().getClassLoader());

        assertThat(main.getMethod("main", String[].class).getModifiers()).satisfies(Modifier::isStatic);
    }

    @ParameterizedTest
    @MethodSource("ours")
    void healthCheck_runsTheCommandOfOurImages(Service service) {
        assertThat(service.health()).contains(HealthCommand.class.getName());
        String place = Sidecars.has(service) ? "/app/" + Sidecars.imageName(service) + ".jar" : "/app/lib/*";
        assertThat(service.health()).containsSequence("-cp", place);
    }

    @ParameterizedTest
    @MethodSource("ours")
    void image_isOneThatWeMakeInThisVersion(Service service) {
        String version = Project.text("pom.xml").replaceAll("(?s).*?<version>(.*?)</version>.*", "$1");

        assertThat(service.image()).endsWith(":" + version);
        assertThat(Stream.of(
                        "loupe-demo", "loupe-proxy", "loupe-shop-adapter", "loupe-mes-adapter", "loupe-crm-adapter"))
                .contains(Sidecars.imageName(service));
    }

    @Test
    void pseudonymKey_isTheSameEverywhere() {
        assertThat(sidecars().map(sidecar -> sidecar.environment().get("LOUPE_PSEUDONYM_KEY")))
                .hasSize(4)
                .containsOnly("sixteen-bytes-of-LOUPE_PSEUDONYM_KEY");
    }

    @Test
    void everySidecar_isInTheNetworkOfItsServiceAndStartsAnewWithIt() {
        assertThat(List.of("shop", "mes", "crm")).allSatisfy(service -> {
            Service sidecar = SERVICES.get(service + "-adapter");
            assertThat(sidecar.network()).isEqualTo(service);
            Map<?, ?> dependency = (Map<?, ?>) ((Map<?, ?>) sidecar.keys().get("depends_on")).get(service);
            assertThat(dependency.get("restart")).isEqualTo(true);
            assertThat(SERVICES.get(service).environment()).containsEntry("HOST", "127.0.0.1");
        });
    }

    @Test
    void shopTrusts_theServicesInsideAndNobodyElse() {
        List<String> inside = Stream.of("mes", "crm")
                .map(service -> (Map<?, ?>) SERVICES.get(service).keys().get("networks"))
                .map(networks -> (Map<?, ?>) networks.get("default"))
                .map(network -> network.get("ipv4_address") + "/32")
                .toList();

        assertThat(SERVICES.get("shop-adapter").options("--set"))
                .contains("inbound.trusted=[" + String.join(", ", inside) + "]");
    }

    private static List<Integer> ports(Service service) {
        try {
            return List.copyOf(Wiring.portsOf(service).keySet());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String uncommented(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?m)(^|\\s)#.*$", "");
    }

    static Stream<Service> sidecars() {
        return ALL.stream().filter(Sidecars::has);
    }

    static Stream<Service> demoServices() {
        return ALL.stream().filter(service -> service.isOurs() && !Sidecars.has(service));
    }

    static Stream<Service> ours() {
        return ALL.stream().filter(Service::isOurs);
    }
}
