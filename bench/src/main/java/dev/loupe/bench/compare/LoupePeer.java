package dev.loupe.bench.compare;

import dev.loupe.bench.process.Tool;
import dev.loupe.bench.process.Workspace;
import dev.loupe.bench.sink.OtlpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loupe as people run it: {@code bin/loupe} with a configuration that ships, of which only addresses, the number of threads
 * and what the name says are set on the command line.
 */
public final class LoupePeer implements Peer {

    private final String name;
    private final Path home;
    private final Deployable deployable;
    private final int threads;
    private final OtlpSink sink;
    private final List<String> more;

    /**
     * What is run.
     *
     * @param command {@code bin/loupe}'s word for it
     * @param configuration its file below {@code conf}
     * @param addresses the settings for a listening port and the origin's
     */
    public record Deployable(String command, String configuration, Addresses addresses) {}

    /** Settings that say where to listen and whom to connect with. */
    @FunctionalInterface
    public interface Addresses {
        /** Each as {@code key=value}. */
        List<String> settings(int port, int originPort);
    }

    /**
     * A system.
     *
     * @param name as in the report
     * @param home the folder with {@code bin} and {@code conf}
     * @param sink receives its spans, and nobody else's
     * @param more settings, each as {@code key=value}
     */
    public LoupePeer(String name, Path home, Deployable deployable, int threads, OtlpSink sink, List<String> more) {
        this.name = name;
        this.home = home;
        this.deployable = deployable;
        this.threads = threads;
        this.sink = sink;
        this.more = List.copyOf(more);
    }

    @Override
    public String name() {
        return name;
    }

    /** Asking for the version also builds what is not built yet, so that no start is timed with a build in it. */
    @Override
    public Optional<String> missing() {
        if (!Files.isExecutable(launcher()) || !Files.isReadable(configuration())) {
            return Optional.of(
                    home.relativize(launcher()) + " or " + home.relativize(configuration()) + " is not there");
        }
        return Tool.failure(launcher().toString(), deployable.command(), "--version");
    }

    @Override
    public String settings() {
        return "bin/loupe " + deployable.command() + " --config conf/" + deployable.configuration() + ", threads="
                + threads + ", exporting over OTLP to a local sink"
                + (more.isEmpty() ? "" : ", " + String.join(", ", more));
    }

    @Override
    public Running start(Workspace workspace, int originPort) throws IOException {
        int port = Workspace.freePort();
        List<String> settings = new ArrayList<>(deployable.addresses().settings(port, originPort));
        settings.addAll(List.of(
                "console.port=" + Workspace.freePort(),
                "threads=" + threads,
                "telemetry.export.endpoint=" + sink.endpoint()));
        settings.addAll(more);
        List<String> command = new ArrayList<>(List.of(
                launcher().toString(),
                deployable.command(),
                "--config",
                configuration().toString()));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        Path overrides = Files.write(workspace.folder(name).resolve("overrides.txt"), settings);
        return new Running(
                name, port, workspace.start(name, command), true, sink::spans, List.of(configuration(), overrides));
    }

    private Path launcher() {
        return home.resolve("bin").resolve("loupe");
    }

    private Path configuration() {
        return home.resolve("conf").resolve(deployable.configuration());
    }
}
