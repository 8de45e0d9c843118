package dev.loupe.bench.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small round of the benchmark: correlation is held to its promises wherever the tests run. */
class TruthBenchTest {
    @Test
    void smallRound_meetsEveryBarAndLeavesItsRows(@TempDir Path folder) throws Exception {
        StringWriter out = new StringWriter();
        Path json = folder.resolve("truth.json");

        boolean met = new TruthBench(
                        new Plan(List.of(1, 16), 300), new PrintWriter(out), new PrintWriter(new StringWriter()))
                .run(Optional.of(json));

        assertThat(met).as(out.toString()).isTrue();
        assertThat(out.toString())
                .contains("postgres: a real server")
                .contains("amqp: a real RabbitMQ")
                .contains("every bar is met");
        assertThat(Files.readAllLines(json))
                .hasSize(20 * 7 + 2)
                .element(2)
                .asString()
                .startsWith(
                        "  {\"bench\": \"truth\", \"case\": \"http threads c1\", \"evidence\": \"key\", \"precision\":"
                                + " 1.0, ");
    }
}
