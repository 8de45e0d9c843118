package dev.loupe.relay.service.key;

import static dev.loupe.relay.service.key.Plans.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.fixture.Head;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadKeysTest {
    private static final BusinessKey ORDER = key("order", "10234");

    @Test
    void parameterNamedLikeAKind_isAKey() {
        Plans plans = Plans.of(List.of("/orders/{order}/items/{item}"));

        assertThat(plans.inHead(Head.of("GET /orders/10%32%334/items/7?order=9")))
                .containsExactly(ORDER);
    }

    @Test
    void parameterOfAnotherName_isAKeyByRule() {
        Plans plans = Plans.of(List.of("/orders/{id}", "/prices/{id}"), "order: path id on /orders/{id}");

        assertThat(plans.inHead(Head.of("GET /orders/10234"))).containsExactly(ORDER);
        assertThat(plans.inHead(Head.of("GET /prices/10234"))).isEmpty();
    }

    @Test
    void field_isAKeyInAnyCaseAndAsOftenAsItStandsThere() {
        Plans plans = Plans.of("order: header X-Order");

        assertThat(plans.inHead(Head.of("GET /").with("x-order", "10234").and("x-order", "7")))
                .containsExactly(ORDER, key("order", "7"));
        assertThat(plans.inHead(Head.of("GET /").with("x-order", "\u00d0\u0096")))
                .containsExactly(key("order", "Ж"));
        assertThat(plans.inHead(Head.of("GET /"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?order=10234", "/x?a=1&order=%310234&b", "http://h/x?order=10234#f", "/?order=+10234"})
    void queryParameter_isAKey(String target) {
        assertThat(Plans.of("order: query order").inHead(Head.of("GET", target)))
                .containsExactly(ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?", "/?order", "/?order=", "/order=10234", "/?orders=10234", "/#?order=10234&"})
    void anyOtherQuery_isNone(String target) {
        assertThat(Plans.of("order: query order").inHead(Head.of("GET", target)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order=10234", "a=1; order=10234;b=2", "order=\"10234\"", "x; order = 10234"})
    void cookie_isAKey(String line) {
        assertThat(Plans.of("order: cookie order").inHead(Head.of("GET /").with("cookie", line)))
                .containsExactly(ORDER);
    }

    @Test
    void cookieOfAnotherCase_isNone() {
        assertThat(Plans.of("order: cookie order").inHead(Head.of("GET /").with("cookie", "Order=10234")))
                .isEmpty();
    }
}
