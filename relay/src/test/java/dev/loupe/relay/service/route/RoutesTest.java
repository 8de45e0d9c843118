package dev.loupe.relay.service.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loupe.telemetry.InvalidSetting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final Routes SHOP = Routes.of(
            "routes",
            List.of(
                    "/orders/{order}",
                    "GET /orders/{order}/price",
                    "PUT /orders/{order}/price",
                    "/orders/latest",
                    "/orders/{order}/items/{item}",
                    "/orders/{order}/**",
                    "POST /orders",
                    "/files/**",
                    "/Api/Orders/{order}"),
            3);

    private static Routes of(String... templates) {
        return Routes.of("routes", List.of(templates), 100);
    }

    private static String name(String requestLine) {
        String[] words = requestLine.split(" ", 2);
        return SHOP.match(words[0], words[1]).name();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /orders/10234, /orders/{order}",
        "GET /orders/10234/, /orders/{order}",
        "GET /orders/10234?full=yes, /orders/{order}",
        "GET /orders/10234;jsessionid=5ecret, /orders/{order}",
        "GET /orders/10234#top, /orders/{order}",
        "GET http://shop:8080/orders/10234?x, /orders/{order}",
        "GET /orders/latest, /orders/latest",
        "GET /orders/10234/price, /orders/{order}/price",
        "GET /orders/10234/items/7, /orders/{order}/items/{item}",
        "GET /orders/10234/items/7/parts/9, /orders/{order}/**",
        "GET /orders/latest/items, /orders/{order}/**",
        "POST /orders, /orders",
        "GET /files, /files/**",
        "GET /files/a//b, /files/**",
        "GET /Api/Orders/7, /Api/Orders/{order}",
    })
    void request_isOnTheRouteOfItsTemplate(String requestLine, String route) {
        assertThat(name(requestLine)).isEqualTo(route);
    }

    @Test
    void routeForTheMethod_goesBeforeOneForAll() {
        Routes routes = of("/orders/{order}", "DELETE /orders/{id}");

        assertThat(routes.match("DELETE", "/orders/1").name()).isEqualTo("/orders/{id}");
        assertThat(routes.match("GET", "/orders/1").name()).isEqualTo("/orders/{order}");
    }

    @Test
    void literalThatLeadsNowhere_isTakenBack() {
        Routes routes = of("/orders/latest/items", "/orders/{order}/price");

        assertThat(routes.match("GET", "/orders/latest/price").name()).isEqualTo("/orders/{order}/price");
    }

    @Test
    void pathWhoseTemplateIsForAnotherMethod_isStillNamedByIt() {
        RouteMatch match = of("PUT /customers/{customer}").match("GET", "/customers/ivanova");
        List<String> parameters = new ArrayList<>();
        match.eachParameter((name, value) -> parameters.add(name + "=" + value));

        assertThat(match.name()).isEqualTo("/customers/{customer}");
        assertThat(match.route()).isEmpty();
        assertThat(parameters).containsExactly("customer=ivanova");
    }

    @Test
    void parameters_areDecoded() {
        List<String> parameters = new ArrayList<>();
        SHOP.match("GET", "/orders/%D0%96%2F7/items/a+b;v=1")
                .eachParameter((name, value) -> parameters.add(name + "=" + value));

        assertThat(parameters).containsExactly("order=Ж/7", "item=a+b");
    }

    @ParameterizedTest
    @CsvSource({
        "/prices/10234, /prices/{id}",
        "/v2/customers/ivan@shop.example/orders, /v2/customers/{id}/orders",
        "/, /",
        "//prices//7, /prices/{id}",
        "/prices/Orders, /prices/Orders",
        "/orders/items/files/orders/items/files/orders/items/files, /orders/items/files/orders/items/files/orders/items/**",
        "/alice, /{id}",
        "/customers/alice/orders, /customers/{id}/orders",
        "/api/v1/price-lists/getPriceById, /api/v1/price-lists/getPriceById",
        "*, {other}",
        "shop:443, {other}",
        "'', {other}",
    })
    void pathWithoutTemplate_isNamedWithoutIdentifiers(String target, String name) {
        assertThat(of("/Api/Orders").match("GET", target).name()).isEqualTo(name);
    }

    @Test
    void automaticNames_areBounded() {
        for (String path : List.of("/prices", "/carts", "/teams")) {
            assertThat(SHOP.match("GET", path).name()).isEqualTo(path);
        }
        assertThat(SHOP.match("GET", "/customers").name()).isEqualTo(Routes.OTHER);
        assertThat(SHOP.match("GET", "/prices").name()).isEqualTo("/prices");
        assertThat(SHOP.match("GET", "/orders/1").name()).isEqualTo("/orders/{order}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "/orders/",
                "/orders//items",
                "//",
                "/orders/{order",
                "/orders/order}",
                "/orders/x{order}",
                "/orders/{}",
                "/orders/{or der}",
                "/orders/{order}/items/{order}",
                "/**/orders",
                "/orders/*",
                "/orders?x",
                "/orders#x",
                "/orders/Ж",
                "get /orders",
                "GET  ",
                "GET PUT /orders",
                "/a;b"
            })
    void templateThatCannotMatch_isAMistakeOfItsItem(String template) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> of("/fine", template))
                .satisfies(mistake -> assertThat(mistake.key()).isEqualTo("routes[1]"));
    }

    @Test
    void templateThatAnotherAlwaysBeats_isAMistake() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> of("GET /orders/{order}", "GET /orders/{id}"))
                .withMessageContaining("GET /orders/{order}")
                .satisfies(mistake -> assertThat(mistake.key()).isEqualTo("routes[1]"));
        assertThat(of("/orders/{order}", "GET /orders/{order}", "/orders/{order}/**")
                        .all())
                .hasSize(3);
    }

    @Test
    void tooManyOrTooLong_isAMistake() {
        String[] many = new String[1_001];
        Arrays.setAll(many, i -> "/a" + i);

        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> of(many));
        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> of("/a".repeat(33)));
        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> of("/" + "a".repeat(600)));
    }
}
