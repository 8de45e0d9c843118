package dev.loupe.console.launch;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code loupe pseudonym}, as picocli fills it in. */
@Command(
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisHeading = "Usage: ",
        parameterListHeading = "%n",
        description = {
            "",
            "Prints what to search traces for: the pseudonym of a value, one line for each configured key, the current one's "
                    + "first."
        },
        footer = {"", "Exit codes: 0 done, 2 wrong usage or configuration."})
final class PseudonymOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration of any deployable; its telemetry.privacy counts.")
    private Path config;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Parameters(index = "0", paramLabel = "KIND", description = "The kind of key, such as order.")
    private String kind;

    @Parameters(index = "1", paramLabel = "VALUE", description = "The value, exactly as the service writes it.")
    private String value;

    Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    boolean isHelp() {
        return help;
    }

    String kind() {
        return kind;
    }

    String value() {
        return value;
    }
}
