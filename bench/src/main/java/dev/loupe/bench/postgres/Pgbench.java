package dev.loupe.bench.postgres;

import dev.loupe.bench.process.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs pgbench, the closed-loop load generator of PostgreSQL. */
final class Pgbench {
    private static final int THREADS = 2;
    private static final int LATENCY_FIELD = 2;

    private final Path folder;

    /**
     * @param folder for its logs
     */
    Pgbench(Path folder) {
        this.folder = folder;
    }

    /** Version as it prints it. */
    static String version() {
        return Tool.firstLine("pgbench", "--version");
    }

    PgbenchResult run(int port, Case measured, int seconds) throws IOException {
        List<String> command = new ArrayList<>(List.of("pgbench", "--no-vacuum"));
        command.addAll(measured.work().arguments());
        command.add("--client=" + measured.clients());
        command.add("--jobs=" + Math.min(THREADS, measured.clients()));
        command.add("--time=" + seconds);
        // Every fourth is enough for a percentile, and does not slow the generator down.
        command.addAll(List.of("--log", "--log-prefix=latency", "--sampling-rate=0.25"));
        command.addAll(List.of("--host=127.0.0.1", "--port=" + port, "--username=postgres", "postgres"));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PGSSLMODE", "disable");
        builder.environment().put("PGGSSENCMODE", "disable");
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            PgbenchResult result = PgbenchResult.parse(output, process.waitFor(), latencies());
            if (result.transactions() == 0) {
                throw new IOException("pgbench failed on port " + port + ": " + output.strip());
            }
            return result;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", hurry);
        } finally {
            process.destroy();
        }
    }

    /** Microseconds of each transaction that was logged; the logs are deleted. */
    private List<Long> latencies() throws IOException {
        List<Long> latencies = new ArrayList<>();
        List<Path> logs;
        try (Stream<Path> files = Files.list(folder)) {
            logs = files.filter(file -> file.getFileName().toString().startsWith("latency."))
                    .toList();
        }
        for (Path log : logs) {
            for (String line : Files.readAllLines(log)) {
                latencies.add(Long.parseLong(line.split(" ", -1)[LATENCY_FIELD]));
            }
            Files.delete(log);
        }
        return latencies;
    }
}
