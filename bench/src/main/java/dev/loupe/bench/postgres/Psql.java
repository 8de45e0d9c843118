package dev.loupe.bench.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs psql to its end. */
final class Psql {
    private Psql() {}

    /** Returns what it printed, and fails if it did. */
    static String run(int port, Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
        command.add("--dbname=host=127.0.0.1 port=" + port
                + " user=postgres dbname=postgres sslmode=disable gssencmode=disable");
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("psql failed on port " + port + ": " + output.strip());
            }
            return output;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", hurry);
        } finally {
            process.destroy();
        }
    }
}
