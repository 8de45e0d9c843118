package dev.loupe.relay.journey;

import static dev.loupe.relay.journey.ShopStages.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageRulesTest {
    @ParameterizedTest
    @CsvSource({
        "sideways, , PUT, /orders, direction",
        "in, shop, PUT, /orders, peer",
        "in, , put, /orders, method",
        "in, , PURGE, /orders, method",
        "in, , , orders, route",
        "in, , , /orders?state=new, route",
        "in, , , /orders/{order, route",
        "in, , , /orders//price, route",
        "in, , , /orders/{order}/{order}, route",
    })
    void ruleThatCannotMatch_isRefusedByItsKey(String direction, String peer, String method, String route, String key) {
        assertThatThrownBy(
                        () -> new RequestRule(direction, Optional.ofNullable(peer), Optional.ofNullable(method), route))
                .isInstanceOfSatisfying(InvalidSetting.class, refusal -> assertThat(refusal.key())
                        .isEqualTo(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/orders", "/orders/", "/orders/{order}/price", "/v1.{minor}/files/{name}.stl"})
    void usualTemplates_areRoutes(String route) {
        assertThat(new RequestRule("in", Optional.empty(), Optional.empty(), route).route())
                .isEqualTo(route);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "1xx", "6xx", "600", "ok", "", "2XX", "20"})
    void statusThatNoAnswerHas_isRefused(String status) {
        assertThatThrownBy(() -> Statuses.of(List.of(status))).isInstanceOf(InvalidSetting.class);
    }

    @Test
    void statuses_areCodesAndClasses() {
        Statuses statuses = Statuses.of(List.of("2xx", "304"));

        assertThat(List.of(200, 299, 304)).allMatch(statuses::contains);
        assertThat(List.of(0, 199, 300, 303, 500)).noneMatch(statuses::contains);
        assertThat(Statuses.of(List.of())).isEqualTo(Statuses.of(List.of("2xx")));
    }

    @Test
    void ruleBehindOneThatTakesAllOfIt_isNamed() {
        StageRule wide = stage("accepted", when("PUT /orders/{order}", "2xx"));
        StageRule narrow = stage("priced", when("PUT /orders/{order}", "201"));

        assertThat(StageRules.of(List.of(narrow, wide)).stages()).hasSize(2);
        assertThatThrownBy(() -> StageRules.of(List.of(wide, narrow)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("number 2 (priced) never does, since number 1 (accepted) takes all of it");
    }

    @Test
    void rulesOfOneStage_sayItsDeadlineOnce() {
        StageRule withDeadline = new StageRule(
                "priced",
                when("PUT /orders/{order}/price"),
                Optional.of(Duration.ofHours(3)),
                Optional.of("customer"),
                false);
        StageRule other = stage("priced", when("POST /orders/{order}/discount"));

        assertThat(StageRules.of(List.of(other, withDeadline)).stages())
                .containsExactly(new Stage("priced", Optional.of(Duration.ofHours(3)), Optional.of("customer"), false));
    }

    @Test
    void rulesThatDisagreeAboutTheirStage_areRefused() {
        StageRule three =
                new StageRule("priced", when("PUT /a"), Optional.of(Duration.ofHours(3)), Optional.empty(), false);
        StageRule four =
                new StageRule("priced", when("PUT /b"), Optional.of(Duration.ofHours(4)), Optional.empty(), false);
        StageRule done = new StageRule("priced", when("PUT /c"), Optional.empty(), Optional.empty(), true);

        assertThatThrownBy(() -> StageRules.of(List.of(three, four))).hasMessageContaining("deadline of \"priced\"");
        assertThatThrownBy(() -> StageRules.of(List.of(three, done))).hasMessageContaining("\"priced\" is done");
    }

    @Test
    void stageThatMakesNoSense_isRefusedByItsKey() {
        AnswerRule when = when("PUT /a");

        assertThatThrownBy(() -> new StageRule("done", when, Optional.of(Duration.ofHours(1)), Optional.empty(), true))
                .hasMessageStartingWith("deadline must be left out");
        assertThatThrownBy(() -> new StageRule("", when, Optional.empty(), Optional.empty(), false))
                .hasMessageStartingWith("stage must be");
        assertThatThrownBy(() -> new StageRule("a", when, Optional.of(Duration.ofMillis(5)), Optional.empty(), false))
                .hasMessage("deadline must be from 1 s to 31622400 s");
    }

    @Test
    void ruleForARouteThatNobodyTellsApart_isUnreachable() {
        StageRules rules = ShopStages.rules();

        assertThat(rules.unreachable(Set.of("/orders/{order}", "/orders/{order}/price"), Set.of()))
                .extracting(StageRule::stage)
                .containsExactly("approved", "shipped");
    }

    private static StageRule stage(String name, AnswerRule when) {
        return new StageRule(name, when, Optional.empty(), Optional.empty(), false);
    }
}
