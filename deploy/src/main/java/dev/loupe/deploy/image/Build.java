package dev.loupe.deploy.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that the build of the whole project left, by the image that they go into. Blocks while it reads. */
final class Build {
    private static final int CONSOLE = 9464;

    private final Path root;

    /** @param root the project's folder */
    Build(Path root) {
        this.root = root;
    }

    Content of(Name name) throws ImageRefused {
        return switch (name) {
            case PROXY -> deployable("proxy", "Loupe's S3 tracing proxy", List.of(9000, CONSOLE));
            case SHOP_ADAPTER -> deployable("shop-adapter", "Loupe's sidecar of the shop", List.of(CONSOLE));
            case MES_ADAPTER -> deployable("mes-adapter", "Loupe's sidecar of the MES", List.of(CONSOLE));
            case CRM_ADAPTER -> deployable("crm-adapter", "Loupe's sidecar of the CRM", List.of(CONSOLE));
            case DEMO -> demo();
        };
    }

    private Content deployable(String module, String title, List<Integer> ports) throws ImageRefused {
        String name = "loupe-" + module;
        Path target = root.resolve(module).resolve("target");
        Path jar = present(target.resolve(name + ".jar"));
        return new Content(
                name,
                title,
                Map.of(),
                List.of(jar),
                jarsIn(present(target.resolve("lib"))),
                List.of("-jar", Image.FOLDER + "/" + jar.getFileName()),
                List.of("--config", "/etc/loupe/" + module + ".yaml"),
                ports);
    }

    /** Its services differ in their main class alone, which is the container's argument. */
    private Content demo() throws ImageRefused {
        Path target = root.resolve("demo").resolve("target");
        return new Content(
                "loupe-demo",
                "Loupe's demo: the services of a small company",
                Map.of("classes", present(target.resolve("classes"))),
                List.of(),
                listedIn(present(target.resolve("classpath"))),
                List.of("-cp", Image.FOLDER + "/classes:" + Image.FOLDER + "/lib/*"),
                List.of(),
                List.of());
    }

    private static List<Path> jarsIn(Path folder) throws ImageRefused {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ImageRefused(folder + " cannot be read: " + e.getMessage());
        }
    }

    private static List<Path> listedIn(Path classpath) throws ImageRefused {
        try {
            return Arrays.stream(Files.readString(classpath).strip().split(":", -1))
                    .map(Path::of)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ImageRefused(classpath + " cannot be read: " + e.getMessage());
        }
    }

    private static Path present(Path file) throws ImageRefused {
        if (!Files.exists(file)) {
            throw new ImageRefused(file + " is not there: build the project first");
        }
        return file;
    }
}
