package dev.loupe.relay.service.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "Orders",
                "price-list",
                "price_lists",
                "getPriceById",
                "categories",
                "addresses",
                "batches",
                "status",
                "v1",
                "v12",
                "order-items-v2"
            })
    void whatServicesCallThings_isKnown(String segment) {
        assertThat(Vocabulary.knows(segment)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "alice",
                "anna-maria",
                "ivanova",
                "order-ivanova",
                "orderIvanova",
                "AliceOrders",
                "ORDERS",
                "v123",
                "v",
                "10234",
                "order10234",
                "orders-",
                "-orders",
                "order--item",
                "orders.json",
                "%6frders",
                "deadbeef",
                "order-order-order-order-order-order-order-order-order"
            })
    void whatMayBeSomebodyOrSomething_isNot(String segment) {
        assertThat(Vocabulary.knows(segment)).isFalse();
    }
}
