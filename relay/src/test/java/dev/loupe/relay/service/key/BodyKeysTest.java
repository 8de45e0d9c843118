package dev.loupe.relay.service.key;

import static dev.loupe.relay.service.key.Plans.key;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.fixture.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyKeysTest {
    private static final BusinessKey ORDER = key("order", "10234");
    private static final Head JSON = Head.of("POST /orders").with("content-type", "application/json");
    private static final Head FORM =
            Head.of("POST /orders").with("content-type", "Application/X-WWW-Form-Urlencoded; charset=utf-8");

    private final Plans json = Plans.of("order: request /order/id");
    private final Plans form = Plans.of("order: form order id");

    // --- JSON

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/order/id | {`order`:{`id`:`10234`}}",
                "/order/id | {`order`:{`id`:10234}}",
                "/order/id | {`x`:[{`id`:7}],`order`:{`y`:{`id`:8},`id`:10234,`z`:1}}",
                "/order/id | {`id`:1,`order`:{`order`:{`id`:2},`id`:`10234`,`id`:3}}",
                "/items/1/id | {`items`:[{`id`:1},{`id`:10234},{`id`:3}]}",
                "/1 | [1,10234,3]",
                "/1/0 | [[1],[10234],[3]]",
                "/a~1b/m~0n | {`a/b`:{`m~n`:10234}}",
                "/ | {``:10234}",
                "/ключ | {`ключ`:10234}",
                "/order/id | {`order`:{`id`:`1\\u00302\\u0033\\u0034`}}"
            })
    void valueAtThePointer_isTheKey(String pointer, String body) {
        assertThat(Plans.of("order: request " + pointer).inRequest(JSON, body.replace('`', '"')))
                .containsExactly(ORDER);
    }

    @Test
    void whiteSpace_doesNotCount() {
        assertThat(json.inRequest(JSON, " \r\n\t{ \"order\" : {\n\"id\" :\t\" 10234\\n\" } }"))
                .containsExactly(ORDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "no json",
                "<order><id>10234</id></order>",
                "{",
                "{\"order\":{\"id\":",
                "{\"order\":{\"id\":1023",
                "{\"order\":{\"id\":\"10234",
                "{\"order\" 7}",
                "{\"order\":{'id':10234}}",
                "{\"order\":{\"id\":10234x}}",
                "{\"order\":{\"id\":null}}",
                "{\"order\":{\"id\":true}}",
                "{\"order\":{\"id\":{\"id\":10234}}}",
                "{\"order\":{\"id\":[10234]}}",
                "{\"order\":{\"id\":\"\"}}",
                "{\"order\":{\"id\":\"  \"}}",
                "{\"order\":[{\"id\":10234}]}",
                "{\"order.id\":10234,\"order/id\":10234}",
                "[{\"order\":{\"id\":10234}}]",
                "10234",
                "}{",
                "]]]]",
                "{}}{\"order\":{\"id\":10234}}"
            })
    void anythingElse_isNone(String body) {
        assertThat(json.inRequest(JSON, body)).isEmpty();
    }

    @Test
    void severalPointers_areFoundInOnePass() {
        Plans both = Plans.of("order: request /id", "customer: request /customer/id", "customer: request /id");

        assertThat(both.inRequest(JSON, "{\"customer\":{\"id\":\"c\"},\"id\":10234}"))
                .containsExactlyInAnyOrder(ORDER, key("customer", "c"), key("customer", "10234"));
    }

    @Test
    void whatWasFoundBeforeTheBodyTurnsBad_counts() {
        assertThat(json.inRequest(JSON, "{\"order\":{\"id\":10234}, nonsense")).containsExactly(ORDER);
    }

    @Test
    void nestingOf10000_costsTheKeyOnly() {
        String deep = "[".repeat(10_000);

        assertThat(json.inRequest(JSON, "{\"x\":" + deep)).isEmpty();
        assertThat(json.inRequest(JSON, deep)).isEmpty();
        assertThat(json.inRequest(JSON, "{\"a\":".repeat(10_000))).isEmpty();
        assertThat(json.inRequest(JSON, "{\"order\":{\"id\":10234},\"x\":" + deep))
                .containsExactly(ORDER);
    }

    @Test
    void stringOf10Megabytes_costsTheKeyOnly() {
        byte[] start = "{\"x\":\"".getBytes(UTF_8);
        byte[] megabyte = "x".repeat(1 << 20).getBytes(UTF_8);
        byte[][] runs = new byte[12][];
        runs[0] = start;
        Arrays.fill(runs, 1, 11, megabyte);
        runs[11] = "\",\"order\":{\"id\":10234}}".getBytes(UTF_8);

        assertThat(json.inRequest(JSON, runs)).isEmpty();
    }

    @Test
    void valueBehind64KiB_isNotLookedFor() {
        String before = "{\"x\":\"" + "x".repeat(BodyKeys.MOST_BYTES - 100) + "\",";

        assertThat(json.inRequest(JSON, before + "\"order\":{\"id\":10234}}")).containsExactly(ORDER);
        assertThat(json.inRequest(JSON, before + "\"y\":\"" + "y".repeat(100) + "\",\"order\":{\"id\":10234}}"))
                .isEmpty();
    }

    @Test
    void valueOf256Characters_isAKeyAndALongerOneIsNot() {
        assertThat(json.inRequest(JSON, "{\"order\":{\"id\":\"" + "7".repeat(256) + "\"}}"))
                .containsExactly(key("order", "7".repeat(256)));
        assertThat(json.inRequest(JSON, "{\"order\":{\"id\":\"" + "7".repeat(257) + "\"}}"))
                .isEmpty();
    }

    @Test
    void otherCharsets_costTheKeyOnly() {
        assertThat(json.inRequest(JSON, "{\"order\":{\"id\":10234}}".getBytes(UTF_16)))
                .isEmpty();
        assertThat(json.inRequest(JSON, new byte[] {'{', '"', (byte) 0xe9, '"', ':', '1'}))
                .isEmpty();
    }

    @Test
    void byteOrderMark_isPassedOver() {
        assertThat(json.inRequest(JSON, "\ufeff{\"order\":{\"id\":10234}}")).containsExactly(ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip"})
    void codedBody_isNotLookedInto(String coding) {
        assertThat(json.inRequest(JSON.with("content-encoding", coding), "{\"order\":{\"id\":10234}}"))
                .isEmpty();
        assertThat(Plans.of("order: response /id")
                        .inResponse(JSON, Response.of(200).with("content-encoding", coding), "{\"id\":10234}"))
                .isEmpty();
    }

    @Test
    void identityCoding_isNone() {
        assertThat(json.inRequest(JSON.with("content-encoding", "Identity"), "{\"order\":{\"id\":10234}}"))
                .containsExactly(ORDER);
    }

    @Test
    void bodyThatHasSaidAll_isNotHungry() {
        List<BusinessKey> found = new ArrayList<>();
        PointerTree pointers = new PointerTree();
        pointers.add(JsonPointer.parse("/id"), "order");
        BodyKeys body = new BodyKeys(new JsonReader(pointers, (kind, value) -> found.add(key(kind, value))));
        ByteBuf content = Unpooled.copiedBuffer("{\"id\":10234, \"at\":", UTF_8);

        assertThat(body.isHungry()).isTrue();
        body.read(content);

        assertThat(body.isHungry()).isFalse();
        assertThat(content.readerIndex()).isZero();
        assertThat(found).containsExactly(ORDER);
    }

    @Test
    void response_isLookedIntoOnItsRouteOnly() {
        Plans plans = Plans.of(List.of("POST /orders"), "order: response /id on POST /orders");

        assertThat(plans.inResponse(JSON, Response.of(201), "{\"id\":10234}")).containsExactly(ORDER);
        assertThat(plans.inResponse(Head.of("POST /customers"), Response.of(201), "{\"id\":10234}"))
                .isEmpty();
        assertThat(plans.inResponse(Head.of("GET /orders"), Response.of(200), "{\"id\":10234}"))
                .isEmpty();
    }

    // --- forms

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order+id=10234",
                "order%20id=10234&x=1",
                "x=1&&order+id=+10234+&",
                "x&y=order+id&order%20id=%31%30%32%33%34"
            })
    void fieldOfAForm_isTheKey(String body) {
        assertThat(form.inRequest(FORM, body)).containsExactly(ORDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&",
                "=",
                "=10234",
                "order=10234",
                "order+id",
                "order+id=",
                "order+id=%20",
                "x=order+id=10234"
            })
    void anyOtherField_isNone(String body) {
        assertThat(form.inRequest(FORM, body)).isEmpty();
    }

    @Test
    void fieldThatStandsThereTwice_isTwoValues() {
        assertThat(form.inRequest(FORM, "order+id=10234&order+id=7")).containsExactly(ORDER, key("order", "7"));
    }

    @Test
    void fieldThatStandsThereAThousandTimes_isAFewValues() {
        assertThat(form.inRequest(FORM, "order+id=7&".repeat(1_000))).hasSize(16);
    }

    @Test
    void fieldThatIsCutAt64KiB_isNone() {
        String before = "x=" + "x".repeat(BodyKeys.MOST_BYTES - 16) + "&order+id=";

        assertThat(form.inRequest(FORM, before + "10234")).isEmpty();
    }

    @Test
    void formThatBreaksOff_doesNotEndInAKey() {
        List<BusinessKey> found = new ArrayList<>();
        BodyKeys body = new BodyKeys(
                new FormReader(Map.of("order", List.of("order")), (kind, value) -> found.add(key(kind, value))));
        body.read(Unpooled.copiedBuffer("order=1023", UTF_8));
        body.end(false);

        assertThat(found).isEmpty();
    }

    @Test
    void nameOrValueThatIsTooLong_isNone() {
        assertThat(form.inRequest(FORM, "order+id=" + "7".repeat(2_000) + "&order+id=10234"))
                .containsExactly(ORDER);
        assertThat(form.inRequest(FORM, "x".repeat(2_000) + "=1&order+id=10234"))
                .containsExactly(ORDER);
    }

    @Test
    void formAndJson_areNotTakenForEachOther() {
        assertThat(form.inRequest(JSON, "order+id=10234")).isEmpty();
        assertThat(json.inRequest(FORM, "{\"order\":{\"id\":10234}}")).isEmpty();
    }
}
