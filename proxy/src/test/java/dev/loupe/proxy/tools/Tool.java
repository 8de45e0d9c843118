package dev.loupe.proxy.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.proxy.fixture.SignedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command-line program as Debian packages it, run as a child process that knows nothing of this machine's own
 * configuration.
 *
 * @param program the executable
 * @param before arguments of every call
 * @param home its home folder
 * @param environment its variables, beside those that every program gets here
 */
record Tool(Path program, List<String> before, Path home, Map<String, String> environment) {
    private static final long PATIENCE_SECONDS = 120;

    /** Where packages put programs; what stands elsewhere may be another program of the same name. */
    private static final Path FOLDER = Path.of("/usr/bin");

    /** Finds it, or fails the test with a word on how to get it. */
    static Tool installed(String name, Path home, Map<String, String> environment, String... before) {
        Path program = FOLDER.resolve(name);
        assertThat(program)
                .as("%s is not installed; bin/verify installs it", name)
                .isExecutable();
        return new Tool(program, List.of(before), home, environment);
    }

    /** Runs it in its home folder, and expects exit code 0; gives what it wrote on both streams. */
    String runs(String... arguments) throws IOException, InterruptedException {
        Result result = tries(arguments);
        assertThat(result.exitCode())
                .as("%s %s wrote:%n%s", program, String.join(" ", arguments), result.output())
                .isZero();
        return result.output();
    }

    /** Runs it whatever may come of it. */
    Result tries(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(before);
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(home, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.endsWith("_proxy"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("AWS_ACCESS_KEY_ID", SignedStore.ACCESS_KEY);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", SignedStore.SECRET_KEY);
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(
                    command + " did not end; it wrote:\n" + Files.readString(output, StandardCharsets.UTF_8));
        }
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    /** How a run ended. */
    record Result(int exitCode, String output) {}
}
