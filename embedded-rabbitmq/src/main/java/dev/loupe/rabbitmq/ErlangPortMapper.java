package dev.loupe.rabbitmq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The {@code epmd} without which an Erlang node does not start. One of our own, so that it ends with its broker. */
final class ErlangPortMapper implements AutoCloseable {
    private final Process process;

    private ErlangPortMapper(Process process) {
        this.process = process;
    }

    static ErlangPortMapper start(int port, Path directory) throws IOException {
        return new ErlangPortMapper(
                new ProcessBuilder(List.of(program(), "-port", Integer.toString(port), "-address", "127.0.0.1"))
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    private static String program() {
        return Files.isExecutable(Path.of("/usr/bin/epmd")) ? "/usr/bin/epmd" : "epmd";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
