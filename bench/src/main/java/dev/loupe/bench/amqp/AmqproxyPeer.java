package dev.loupe.bench.amqp;

import dev.loupe.bench.compare.Peer;
import dev.loupe.bench.compare.Running;
import dev.loupe.bench.process.Tool;
import dev.loupe.bench.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** CloudAMQP's proxy, written in Crystal, which keeps connections to the broker. Debian does not have it. */
final class AmqproxyPeer implements Peer {
    @Override
    public String name() {
        return "amqproxy";
    }

    @Override
    public Optional<String> missing() {
        return Tool.find("amqproxy").isPresent()
                ? Optional.empty()
                : Optional.of("not installed, and not among Debian's packages");
    }

    @Override
    public String settings() {
        return Tool.firstLine("amqproxy", "--version");
    }

    @Override
    public Running start(Workspace workspace, int originPort) throws IOException {
        int port = Workspace.freePort();
        String program = Tool.find("amqproxy")
                .orElseThrow(() -> new IOException("amqproxy is not installed"))
                .toString();
        List<String> command =
                List.of(program, "--listen=127.0.0.1", "--port=" + port, "amqp://127.0.0.1:" + originPort);
        Path file = Files.write(workspace.folder(name()).resolve("command.txt"), command);
        return Running.untraced(name(), port, workspace.start(name(), command), file);
    }
}
