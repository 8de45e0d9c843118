package dev.loupe.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that this benchmark started, its output in a file. Closing it ends it and its children, and no other. */
public final class RunningProcess implements AutoCloseable {

    private static final int TAIL = 15;
    private static final long GRACE_SECONDS = 3;

    private final String name;
    private final Process process;
    private final Path log;

    RunningProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** The process with its descendants, for measuring. */
    public ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    /** Whether it has not ended yet. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far, standard output and error together. */
    public String output() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Its name and the last lines that it printed, for a message about its failure. */
    public String lastWords() {
        List<String> lines = output().lines().toList();
        return name + " said:\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    /** Asks the process to end, and ends it and whatever children are left if it does not within 3 s. */
    @Override
    public void close() {
        List<ProcessHandle> tree = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        process.destroy();
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        tree.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }
}
