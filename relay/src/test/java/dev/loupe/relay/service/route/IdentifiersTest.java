package dev.loupe.relay.service.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "price-list",
                "price_list",
                "getPrice",
                "getPriceById",
                "v1",
                "v12",
                "a",
                "lengths",
                "https"
            })
    void word_isNone(String word) {
        assertThat(Identifiers.looksLikeOne(word)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10234",
                "-7",
                "order10234",
                "v1x",
                "version1",
                "6f1d1f0e-7e0b-4a53-9d1d-0b8f3c1a2b4c",
                "deadbeef",
                "DEADBEEF",
                "aGVsbG8gd29ybGQ",
                "eyJhbGciOiJIUzI1NiJ9.e30.x",
                "qXzTbPlMnOr",
                "kjhgfdsxcv",
                "ivan@shop.example",
                "ivan%40shop.example",
                "ivan.petrov",
                "Ivanova",
                "IVANOVA",
                "JaneDoe",
                "%D0%96",
                "\u00d0\u0096",
                "a b",
                "a+b",
                "a--b",
                "-a",
                "a-",
                "..",
                "{order}",
                "abcdefghijklmnopqrstuvwxyzabcdefg"
            })
    void anythingElse_isOne(String segment) {
        assertThat(Identifiers.looksLikeOne(segment)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "crm.internal, crm.internal",
        "10.0.0.7, 10.0.0.7",
        "[::1], [::1]",
        "crm, crm",
        "[2001:db8::7]:, {id}",
        "2001:db8::7, 2001:db8::7",
        "7.internal, {id}.internal",
        "ivanova, {id}",
        "ivanova.internal, {id}.internal",
        "ivanova.crm.internal, *.crm.internal",
        "localhost, localhost",
        "ivanova.shop.example, *.shop.example",
        "a.b.c.d, *.c.d",
        "a..d, *.{id}.d"
    })
    void host_isToldWithoutThem(String host, String told) {
        assertThat(Identifiers.withoutThem(host)).isEqualTo(told);
    }
}
