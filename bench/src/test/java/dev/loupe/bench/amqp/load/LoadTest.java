package dev.loupe.bench.amqp.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.rabbitmq.SharedRabbitMq;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real broker. */
class LoadTest {
    @ParameterizedTest
    @CsvSource({"1, 0, true, 100", "2, 100, false, 1000", "2, 4096, true, 1", "1, 1048576, true, 100"})
    void load_countsWhatCame(int clients, int bytes, boolean confirms, int prefetch) throws Exception {
        int port = SharedRabbitMq.get().port();

        LoadResult result = new Load(new LoadOrder(port, clients, bytes, confirms, prefetch, 4, 200)).run();

        assertThat(result.errors()).isZero();
        assertThat(result.messages()).isPositive();
        assertThat(result.p50Millis()).isPositive().isLessThanOrEqualTo(result.p99Millis());
    }

    @Test
    void orderAndResult_arriveAsTheyWere() {
        LoadOrder order = new LoadOrder(5672, 8, 100, true, 1_000, 500, 4_000);
        LoadResult result = new LoadResult(10, 2.5, 0.25, 1.5, 1);

        assertThat(LoadOrder.parse(order.line())).isEqualTo(order);
        assertThat(LoadResult.parse(result.line())).isEqualTo(result);
    }
}
