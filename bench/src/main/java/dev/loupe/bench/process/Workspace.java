package dev.loupe.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder and the processes that work in it. Closing it, or Ctrl-C, ends the processes in reverse order and
 * deletes the folder.
 */
public final class Workspace implements AutoCloseable {

    private final Path folder;
    private final Deque<RunningProcess> processes = new ArrayDeque<>();
    private final Thread onInterrupt = new Thread(this::clean, "bench-cleaner");
    private boolean cleaned;

    /** Makes a folder under the system's temporary one. */
    public Workspace() throws IOException {
        folder = Files.createTempDirectory("loupe-bench");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    /** A folder of its own for one of the systems. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** Starts a command with its output in a file of the workspace. */
    public synchronized RunningProcess start(String name, List<String> command) throws IOException {
        if (cleaned) {
            throw new IOException("the benchmark is ending");
        }
        Path log = Files.createTempFile(folder, name, ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder(name).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RunningProcess running = new RunningProcess(name, process, log);
        processes.push(running);
        return running;
    }

    /** A port of 127.0.0.1 that nobody listened on a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException("no free port on 127.0.0.1", none);
        }
    }

    @Override
    public void close() {
        clean();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs, or has run, and found nothing left to do.
            return;
        }
    }

    private synchronized void clean() {
        if (cleaned) {
            return;
        }
        cleaned = true;
        while (!processes.isEmpty()) {
            processes.pop().close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            System.err.println("bench: could not delete " + folder + ": " + left.getMessage());
        }
    }
}
