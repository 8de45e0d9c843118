package dev.loupe.deploy.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The deployment files at the top of the repository. */
final class Project {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Project() {}

    static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Compose file as it stands, with its merges done and nothing resolved. */
    static Map<String, Object> composeFile() {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text("docker-compose.yml"));
    }

    /** Each service of the Compose file, by its name, with a value for every variable. */
    static Map<String, Service> services() {
        Map<String, String> values =
                variables().stream().collect(Collectors.toMap(name -> name, name -> "sixteen-bytes-of-" + name));
        @SuppressWarnings("unchecked")
        Map<String, Map<String, Object>> services = (Map<String, Map<String, Object>>)
                new Variables(values).resolve(composeFile().get("services"));
        Map<String, Service> byName = new TreeMap<>();
        services.forEach((name, keys) -> byName.put(name, new Service(name, keys)));
        return byName;
    }

    /** The names that {@code .env.example} has. */
    static List<String> variables() {
        return Pattern.compile("^([A-Z0-9_]+)=", Pattern.MULTILINE)
                .matcher(text(".env.example"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
