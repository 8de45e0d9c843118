package dev.loupe.console.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link FakeDeployable}, or another main class, in a real {@code java} process, with what it says and how it ends. */
final class JavaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path out;
    private final Path err;

    private JavaProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static JavaProcess start(Path folder, String... args) {
        return start(folder, FakeDeployable.class, Map.of(), args);
    }

    /** Runs another main class, with further environment variables. */
    static JavaProcess start(Path folder, Class<?> main, Map<String, String> environment, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new JavaProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port in the ready line, once that is there. */
    int readyPort() {
        await().atMost(PATIENCE).until(() -> out().contains("127.0.0.1:") || !process.isAlive());
        String said = out();
        assertThat(said).as("what it says, %s", err()).contains("127.0.0.1:");
        return Integer.parseInt(said.substring(said.indexOf("127.0.0.1:") + 10)
                .lines()
                .findFirst()
                .orElseThrow());
    }

    /** Asks it to end, as {@code kill} does. */
    void terminate() {
        process.destroy();
    }

    void saysAtLast(String line) {
        await().atMost(PATIENCE).until(() -> out().lines().anyMatch(line::equals));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How it ends, after it has ended. */
    JavaProcess endsWith(int exitCode) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("out: %s err: %s", out(), err()).isEqualTo(exitCode);
        return this;
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
