package dev.loupe.demo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo's command line. */
@Command(
        name = "bin/demo",
        description = "A little jeweller's traffic through the proxy, in front of an embedded S3 store.")
final class Options {
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
