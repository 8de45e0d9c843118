package dev.loupe.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of the machine: where they are, and what they say that they are. */
public final class Tool {

    /** Servers live here on Debian, where a plain user's {@code PATH} does not look. */
    private static final List<String> SERVER_FOLDERS = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private Tool() {}

    /** The program's path, from {@code PATH} or the folders of the system's servers. */
    public static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Pattern.compile(File.pathSeparator).splitAsStream(path), SERVER_FOLDERS.stream())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The first line that a command prints on either stream, or {@code unknown}; its exit code does not matter. */
    public static String firstLine(String... command) {
        return run(command).lines().findFirst().orElse("unknown").trim();
    }

    /** Runs a command to its end; absent if it ends with 0, otherwise its last line or the reason why it did not run. */
    public static Optional<String> failure(String... command) {
        Finished finished = run(command);
        return finished.exitCode() == 0
                ? Optional.empty()
                : Optional.of(finished.lines().reduce((earlier, last) -> last).orElse("exit " + finished.exitCode()));
    }

    private record Finished(int exitCode, String output) {

        Stream<String> lines() {
            return output.lines();
        }
    }

    private static Finished run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Finished(process.waitFor(), output);
        } catch (IOException absent) {
            return new Finished(-1, "");
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return new Finished(-1, "");
        }
    }
}
