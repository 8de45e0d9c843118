package dev.loupe.console.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line, as picocli fills it in. */
@Command(
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisHeading = "Usage: ",
        optionListHeading = "%n",
        footer = {
            "",
            "Exit codes: 0 done, 2 wrong usage or configuration, 1 anything else.",
            "SIGTERM and Ctrl-C let requests in flight finish within the configured time."
        })
final class Options {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration, a YAML file.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets a key over the file, such as telemetry.keep.baseline=10; may be repeated.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--check", description = "Only checks the configuration and the files that it names.")
    private boolean check;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    private boolean version;

    Path config() {
        return config;
    }

    List<String> sets() {
        return List.copyOf(sets);
    }

    boolean isCheck() {
        return check;
    }

    boolean isHelp() {
        return help;
    }

    boolean isVersion() {
        return version;
    }
}
