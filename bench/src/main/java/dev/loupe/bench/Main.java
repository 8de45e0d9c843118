package dev.loupe.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/bench NAME [--quick] [--json FILE]}. Exit codes: 0 measured, 2 wrong usage, 1 anything else. */
@Command(
        name = "bench",
        description = "Side-by-side benchmarks of Loupe and its peers.",
        subcommands = {
            S3Command.class,
            S3MemoryCommand.class,
            HttpCommand.class,
            CorrelationCommand.class,
            DecoderCommand.class,
            PostgresCommand.class,
            AmqpCommand.class,
            TruthCommand.class
        },
        synopsisSubcommandLabel = "NAME")
public final class Main {

    @SuppressWarnings("unused") // picocli prints the help
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    private Main() {}

    /** Runs one benchmark. */
    public static void main(String... arguments) {
        CommandLine command = new CommandLine(new Main());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("bench: " + failure.getMessage());
            return 1;
        });
        int code = command.execute(arguments);
        System.exit(code);
    }

    /** The folder with {@code bin} and {@code conf}: the nearest one from here upwards. */
    static Path home() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isReadable(folder.resolve("conf").resolve("proxy.yaml"))) {
                return folder;
            }
        }
        return here;
    }
}
