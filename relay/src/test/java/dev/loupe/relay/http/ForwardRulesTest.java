package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loupe.relay.http.ForwardRules.Permission;
import dev.loupe.telemetry.InvalidSetting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardRulesTest {
    @ParameterizedTest
    @CsvSource({
        "*, any.example, 25, ELSEWHERE",
        "*:443, any.example, 443, ELSEWHERE",
        "*:443, any.example, 80, NONE",
        "*.corp.example, a.b.corp.example, 80, ELSEWHERE",
        "*.corp.example, corp.example, 80, NONE",
        "*.corp.example, evilcorp.example, 80, NONE",
        "api.example, api.example, 1, ANYWHERE",
        "API.example:80-90, api.example, 90, ANYWHERE",
        "api.example:80-90, api.example, 91, NONE",
        "[::1]:80, ::1, 80, ANYWHERE",
        "[::1], ::1, 80, ANYWHERE",
        "10.0.0.1, 10.0.0.1, 80, ANYWHERE",
    })
    void rule_permitsWhatItNames(String rule, String host, int port, Permission permission) {
        assertThat(ForwardRules.of(List.of(rule)).permission(host, port)).isEqualTo(permission);
    }

    @Test
    void ruleThatNamesTheHost_countsMoreThanAWildcard() {
        ForwardRules rules = ForwardRules.of(List.of("*", "localhost:8080"));
        assertThat(rules.permission("localhost", 8080)).isEqualTo(Permission.ANYWHERE);
        assertThat(rules.permission("localhost", 8081)).isEqualTo(Permission.ELSEWHERE);
    }

    @Test
    void noRule_permitsNothing() {
        assertThat(ForwardRules.of(List.of()).permission("h", 80)).isEqualTo(Permission.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":80", "a b", "a:0", "a:99999", "a:2-1", "a:-", "a:x", "a*", "*.*.b", "*.", "http://a", "::1"
            })
    void whatIsNoRule_isAMistake(String rule) {
        assertThatThrownBy(() -> ForwardRules.of(List.of(rule))).isInstanceOf(InvalidSetting.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "169.254.169.254",
                "fe80::1",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "224.0.0.1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "fd00:ec2::254"
            })
    void addressesHere_areForARuleThatNamesThem(String address) throws UnknownHostException {
        assertThat(Permission.ELSEWHERE.covers(InetAddress.getByName(address))).isFalse();
        assertThat(Permission.ANYWHERE.covers(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.168.1.1", "8.8.8.8", "fd00::1", "2001:db8::1"})
    void otherAddresses_areForEveryRule(String address) throws UnknownHostException {
        assertThat(Permission.ELSEWHERE.covers(InetAddress.getByName(address))).isTrue();
    }
}
