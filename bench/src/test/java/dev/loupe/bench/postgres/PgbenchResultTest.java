package dev.loupe.bench.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PgbenchResultTest {
    /** As pgbench 15 prints it. */
    private static final String OUTPUT =
            """
            pgbench (15.20 (Debian 15.20-0+deb12u1), server 14.22)
            transaction type: <builtin: select only>
            scaling factor: 10
            query mode: prepared
            number of clients: 8
            number of threads: 2
            maximum number of tries: 1
            duration: 2 s
            number of transactions actually processed: 34567
            number of failed transactions: 0 (0.000%)
            latency average = 0.462 ms
            initial connection time = 21.106 ms
            tps = 17310.562 (without initial connection time)
            """;

    @Test
    void summary_isRead() {
        List<Long> latencies =
                LongStream.rangeClosed(1, 200).map(n -> 201 - n).boxed().toList();

        PgbenchResult result = PgbenchResult.parse(OUTPUT, 0, latencies);

        assertThat(result).isEqualTo(new PgbenchResult(34_567, 17_310.562, 0.101, 0.199, 0));
    }

    @Test
    void transactionsThatFailed_areErrors() {
        String failed = OUTPUT.replace("failed transactions: 0", "failed transactions: 3");
        assertThat(PgbenchResult.parse(failed, 0, List.of()).errors()).isEqualTo(3);
    }

    @Test
    void runThatBrokeOff_isAnErrorAndHasNoLatency() {
        PgbenchResult result = PgbenchResult.parse("pgbench: error: client 3 aborted", 2, List.of());

        assertThat(result.errors()).isEqualTo(1);
        assertThat(result.transactions()).isZero();
        assertThat(result.p99Millis()).isNaN();
    }
}
