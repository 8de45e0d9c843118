package dev.loupe.bench.postgres;

import dev.loupe.bench.compare.Peer;
import dev.loupe.bench.compare.Running;
import dev.loupe.bench.process.Tool;
import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** HAProxy as a relay of TCP, which looks at no byte: large buffers, splicing. */
final class HaproxyTcpPeer implements Peer {
    private static final String CONFIGURATION =
            """
            global
                nbthread %d
                maxconn 4096
                tune.bufsize 49152
                tune.maxrewrite 1024
                tune.pipesize 1048576
            defaults
                mode tcp
                option splice-auto
                timeout connect 5s
                timeout client 300s
                timeout server 300s
            listen database
                bind 127.0.0.1:%d
                server server1 127.0.0.1:%d
            """;

    private final int threads;

    HaproxyTcpPeer(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public Optional<String> missing() {
        return Tool.find("haproxy").isPresent()
                ? Optional.empty()
                : Optional.of("not installed (apt-get install haproxy)");
    }

    @Override
    public String settings() {
        String version = Tool.find("haproxy")
                .map(program -> Tool.firstLine(program.toString(), "-v"))
                .orElse("not there")
                .replaceAll(" version|\\s+\\d{4}/.*", "");
        return version + ": mode tcp, nbthread " + threads
                + ", tune.bufsize 49152, option splice-auto, tune.pipesize 1m";
    }

    @Override
    public Running start(Workspace workspace, int originPort) throws IOException {
        int port = Workspace.freePort();
        Path file = Files.writeString(
                workspace.folder(name()).resolve("haproxy.cfg"), CONFIGURATION.formatted(threads, port, originPort));
        Path program = Tool.find("haproxy").orElseThrow(() -> new IOException("haproxy is not installed"));
        return Running.untraced(
                name(), port, workspace.start(name(), List.of(program.toString(), "-db", "-f", file.toString())), file);
    }
}
