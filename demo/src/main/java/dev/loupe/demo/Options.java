package dev.loupe.demo;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The demo's command line. */
@Command(
        name = "bin/demo",
        description =
                "A small company with its sidecars, and an S3 store with its proxy: orders, prices, stuck ones, lost ones.")
final class Options {
    private static final int LAST_PORT = 65_535;

    @Option(names = "--once", description = "one round, checked: exit code 0 only if the traces match what was sent")
    private boolean once;

    @Option(names = "--port", description = "port of the proxy (default: 9000, or any free one if it is in use)")
    private int port = 9000;

    @Option(
            names = "--console-port",
            description = "port of the console (default: 9464, or any free one if it is in use)")
    private int consolePort = 9464;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    private boolean help;

    /** Throws a {@link ParameterException} that says which option is out of range. */
    void check(CommandLine commandLine) {
        check(commandLine, "--port", port);
        check(commandLine, "--console-port", consolePort);
    }

    private static void check(CommandLine commandLine, String option, int value) {
        if (value < 0 || value > LAST_PORT) {
            throw new ParameterException(commandLine, option + " must be from 0 to " + LAST_PORT);
        }
    }

    boolean isOnce() {
        return once;
    }

    int port() {
        return port;
    }

    int consolePort() {
        return consolePort;
    }

    boolean isHelp() {
        return help;
    }
}
