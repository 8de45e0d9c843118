package dev.loupe.bench;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every benchmark can be told. Picocli fills the fields. */
final class BenchOptions {

    @SuppressWarnings("unused") // picocli prints the help
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    @Option(names = "--quick", description = "Fewer cases and shorter loads: within 3 minutes.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the rows here, and the settings beside them.")
    private Path json;

    @Option(names = "--home", paramLabel = "DIR", description = "Folder with bin and conf; found by itself otherwise.")
    private Path home;

    boolean quick() {
        return quick;
    }

    Optional<Path> json() {
        return Optional.ofNullable(json).map(Path::toAbsolutePath);
    }

    Path home() {
        return home == null ? Main.home() : home.toAbsolutePath();
    }
}
