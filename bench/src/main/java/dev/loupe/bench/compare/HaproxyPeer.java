package dev.loupe.bench.compare;

import dev.loupe.bench.process.Tool;
import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** HAProxy as an expert sets it up: large buffers, splicing. */
public final class HaproxyPeer implements Peer {
    private static final String GLOBAL =
            """
            global
                nbthread %d
                maxconn 4096
                tune.bufsize 49152
                tune.maxrewrite 1024
                tune.pipesize 1048576
            """;

    private static final String HTTP =
            """
            defaults
                mode http
                option http-keep-alive
                option splice-auto
                http-reuse always
                timeout connect 5s
                timeout client 300s
                timeout server 300s
                timeout http-keep-alive 3600s
            frontend clients
                bind 127.0.0.1:%d
                default_backend store
            backend store
                server store1 127.0.0.1:%d pool-max-conn 256 pool-purge-delay 3600s
            """;

    private static final String TCP =
            """
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
    private final String mode;
    private final String inWords;

    private HaproxyPeer(int threads, String mode, String inWords) {
        this.threads = threads;
        this.mode = mode;
        this.inWords = inWords;
    }

    /** Before a server of HTTP: connections shared and kept. As many threads as the other systems have event loops. */
    public static HaproxyPeer ofHttp(int threads) {
        return new HaproxyPeer(threads, HTTP, "http-reuse always, pool-max-conn 256");
    }

    /** As a relay of TCP, which looks at no byte. As many threads as the other systems have event loops. */
    public static HaproxyPeer ofTcp(int threads) {
        return new HaproxyPeer(threads, TCP, "mode tcp");
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
        return version + ": nbthread " + threads + ", " + inWords
                + ", tune.bufsize 49152, option splice-auto, tune.pipesize 1m";
    }

    @Override
    public Running start(Workspace workspace, int originPort) throws IOException {
        int port = Workspace.freePort();
        Path file = Files.writeString(
                workspace.folder(name()).resolve("haproxy.cfg"),
                GLOBAL.formatted(threads) + mode.formatted(port, originPort));
        Path program = Tool.find("haproxy").orElseThrow(() -> new IOException("haproxy is not installed"));
        List<String> command = List.of(program.toString(), "-db", "-f", file.toString());
        return Running.untraced(name(), port, workspace.start(name(), command), file);
    }
}
