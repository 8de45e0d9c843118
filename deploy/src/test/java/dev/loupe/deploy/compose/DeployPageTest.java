package dev.loupe.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.config.ConfigLoader;
import dev.loupe.mes.MesAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code docs/deploy.md} tells people to type and to write. */
class DeployPageTest {
    private static final String PAGE = Project.text("docs/deploy.md");

    @Test
    void command_makesAnEnvironmentOfItsOwn(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(".env.example"), Project.text(".env.example"));
        String command = blocks("sh").stream()
                .filter(block -> block.contains(".env.example"))
                .findFirst()
                .orElseThrow();

        Process bash = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(bash.getInputStream().readAllBytes()).asString().isEmpty();
        assertThat(bash.waitFor()).isZero();

        Map<String, String> values = Files.readAllLines(folder.resolve(".env")).stream()
                .filter(line -> line.matches("[A-Z].*"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(values.keySet()).containsExactlyInAnyOrderElementsOf(Project.variables());
        assertThat(values.values()).doesNotHaveDuplicates().allMatch(value -> value.matches("[0-9a-f]{48}"));
        assertThat(Files.getPosixFilePermissions(folder.resolve(".env"))).hasSize(2);
    }

    @Test
    void sidecarInAPod_isAcceptedAsItStands() throws Exception {
        Map<?, ?> spec = (Map<?, ?>) yaml(blocks("yaml").get(0)).get("spec");
        Map<?, ?> container = (Map<?, ?>) ((List<?>) spec.get("initContainers")).get(0);
        List<String> args =
                ((List<?>) container.get("args")).stream().map(String::valueOf).toList();
        Map<String, String> environment = ((List<?>) container.get("env"))
                .stream()
                        .map(variable -> (Map<?, ?>) variable)
                        .collect(Collectors.toMap(
                                variable -> (String) variable.get("name"),
                                variable -> variable.containsKey("value")
                                        ? (String) variable.get("value")
                                        : "sixteen-bytes-of-key"));

        assertThat(args).startsWith("--config", "/etc/loupe/mes-adapter.yaml", "--set");
        assertThat(new ConfigLoader(environment)
                        .load(
                                Project.ROOT.resolve("conf/mes-adapter.yaml"),
                                List.of(args.get(3)),
                                new MesAdapter().defaults())
                        .config()
                        .inbound()
                        .listen()
                        .host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void everyExample_isYaml() {
        assertThat(blocks("yaml")).hasSize(2).allSatisfy(block -> assertThat(yaml(block))
                .isNotEmpty());
    }

    @Test
    void readme_leadsHere() {
        assertThat(Project.text("README.md")).contains("(docs/deploy.md)");
    }

    private static Map<String, Object> yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    private static List<String> blocks(String language) {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(PAGE)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
