package dev.loupe.bench.s3;

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
 * Loupe as people run it: {@code bin/loupe} with the shipped {@code conf/proxy.yaml}, of which only addresses, the
 * number of threads and, for one of the two, the keep policy are set on the command line.
 */
final class LoupePeer implements Peer {

    private final String name;
    private final Path home;
    private final int threads;
    private final OtlpSink sink;
    private final List<String> more;

    private LoupePeer(String name, Path home, int threads, OtlpSink sink, List<String> more) {
        this.name = name;
        this.home = home;
        this.threads = threads;
        this.sink = sink;
        this.more = more;
    }

    /**
     * The shipped production configuration.
     *
     * @param home the folder with {@code bin} and {@code conf}
     * @param sink receives its spans, and nobody else's
     */
    static LoupePeer production(Path home, int threads, OtlpSink sink) {
        return new LoupePeer("loupe", home, threads, sink, List.of());
    }

    /** The same, with every span exported. */
    static LoupePeer keepingAll(Path home, int threads, OtlpSink sink) {
        return new LoupePeer("loupe-all", home, threads, sink, List.of("telemetry.keep.policy=all"));
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
        return Tool.failure(launcher().toString(), "proxy", "--version");
    }

    @Override
    public String settings() {
        return "bin/loupe proxy --config conf/proxy.yaml, threads=" + threads + ", exporting over OTLP to a local sink"
                + (more.isEmpty() ? "" : ", " + String.join(", ", more));
    }

    @Override
    public Running start(Workspace workspace, int originPort) throws IOException {
        int port = Workspace.freePort();
        List<String> settings = new ArrayList<>(List.of(
                "listen.host=127.0.0.1",
                "listen.port=" + port,
                "upstream.url=http://127.0.0.1:" + originPort,
                "console.port=" + Workspace.freePort(),
                "threads=" + threads,
                "telemetry.export.endpoint=" + sink.endpoint()));
        settings.addAll(more);
        List<String> command = new ArrayList<>(List.of(
                launcher().toString(), "proxy", "--config", configuration().toString()));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        Path overrides = Files.write(workspace.folder(name).resolve("overrides.txt"), settings);
        return new Running(
                name, port, workspace.start(name, command), true, sink::spans, List.of(configuration(), overrides));
    }

    private Path launcher() {
        return home.resolve("bin").resolve("loupe");
    }

    private Path configuration() {
        return home.resolve("conf").resolve("proxy.yaml");
    }
}
