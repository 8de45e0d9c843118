package dev.loupe.relay.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program as Debian packages it, run as a child process that knows nothing of this machine's own configuration.
 *
 * @param program the executable
 * @param home its home folder
 */
record DebianTool(Path program, Path home) {
    private static final long PATIENCE_SECONDS = 120;

    /** One of PostgreSQL's own, or fails the test with a word on how to get it. */
    static DebianTool postgres(String name, Path home) {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            Path program = versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .orElse(Path.of(name));
            return installed(program, home);
        } catch (IOException e) {
            throw new AssertionError(name + " is not installed; bin/verify installs it", e);
        }
    }

    /** Debian's own Python, whatever else of the same name comes first on the path. */
    static DebianTool python(Path home) {
        return installed(Path.of("/usr/bin/python3"), home);
    }

    private static DebianTool installed(Path program, Path home) {
        assertThat(program)
                .as("%s is not installed; bin/verify installs it", program)
                .isExecutable();
        return new DebianTool(program, home);
    }

    /** Runs it in its home folder, and expects exit code 0; gives what it wrote on both streams. */
    String runs(String... arguments) {
        return runs(Map.of(), arguments);
    }

    /** The same, with variables. */
    String runs(Map<String, String> environment, String... arguments) {
        try {
            Path output = Files.createTempFile(home, "output", ".txt");
            Process process = start(environment, output, arguments);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(program + " did not end; it wrote:\n" + read(output));
            }
            assertThat(process.exitValue())
                    .as("%s %s wrote:%n%s", program, String.join(" ", arguments), read(output))
                    .isZero();
            return read(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs it without waiting for its end. */
    Process start(Map<String, String> environment, Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static String read(Path output) throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
