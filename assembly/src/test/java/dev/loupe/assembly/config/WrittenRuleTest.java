package dev.loupe.assembly.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenRuleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            PUT /orders/{order}/price → 2xx        | in PUT /orders/{order}/price → 2xx
            PUT /orders/{order}/price->200,204     | in PUT /orders/{order}/price → 200, 204
            in POST /prices                        | in POST /prices → 2xx
            /prices -> 5xx                         | in /prices → 5xx
            out shop-api PUT /orders/{order}       | out PUT /orders/{order} (shop-api) → 2xx
            mq rabbitmq PUBLISH orders:order.priced->ok | mq PUBLISH orders:order.priced (rabbitmq) → 2xx
            mq rabbitmq PROCESS crm.status → error | mq PROCESS crm.status (rabbitmq) → 5xx
            mq a PUBLISH a-b:order.{order}         | mq PUBLISH a-b:order.{order} (a) → 2xx
            db shop-db UPDATE orders -> error      | db UPDATE orders (shop-db) → 5xx
            out * GET /orders/** -> 404            | out GET /orders/** → 404
            """)
    void rule_isReadAsItIsMeant(String written, String meaning) {
        assertThat(WrittenRule.answer("when", written)).hasToString(meaning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "put /orders",
                "PUT",
                "out /orders",
                "in shop-api GET /orders",
                "PUT /orders -> 700",
                "PUT /orders -> ",
                "PUT /orders 2xx",
                "FETCH /orders",
                "PUT /orders?x=1"
            })
    void whatIsNoRule_isRefusedWithAnExample(String written) {
        assertThatThrownBy(() -> WrittenRule.answer("when", written))
                .hasMessageStartingWith("when must be such as PUT /orders/{order}/price -> 2xx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /prices -> 200", "POST /prices → 2xx"})
    void beginning_hasNoStatus(String written) {
        assertThatThrownBy(() -> WrittenRule.request("start", written)).hasMessageContaining("without a status");
    }
}
