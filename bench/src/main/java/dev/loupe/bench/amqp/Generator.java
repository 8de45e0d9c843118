package dev.loupe.bench.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.bench.amqp.load.LoadMain;
import dev.loupe.bench.amqp.load.LoadOrder;
import dev.loupe.bench.amqp.load.LoadResult;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The process that makes the load. It stays for all measurements, so that its own compiler's work is over early. */
final class Generator implements AutoCloseable {
    private static final String OK = "ok ";

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    private Generator(Process process) {
        this.process = process;
        this.orders = process.outputWriter(UTF_8);
        this.answers = process.inputReader(UTF_8);
    }

    static Generator start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Generator(new ProcessBuilder(List.of(
                        java,
                        "-Xmx512m",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadMain.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Blocks until it is done. */
    LoadResult run(LoadOrder order) throws IOException {
        orders.write(order.line());
        orders.newLine();
        orders.flush();
        String answer = answers.readLine();
        // A library may print a line of its own.
        while (answer != null && !answer.startsWith(OK) && !answer.startsWith("failed ")) {
            answer = answers.readLine();
        }
        if (answer == null || !answer.startsWith(OK)) {
            throw new IOException("the load generator " + (answer == null ? "has ended" : answer));
        }
        return LoadResult.parse(answer.substring(OK.length()));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
