package dev.loupe.relay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loupe.telemetry.InvalidSetting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 203.0.113.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fe80::1, false",
        "::1, ::1, true",
        "::ffff:10.0.0.0/104, 10.2.3.4, true",
        "10.0.0.0/8, ::ffff:10.2.3.4, true"
    })
    void address_isInItsNetwork(String network, String address, boolean inside) throws UnknownHostException {
        assertThat(Networks.of("trusted", List.of("198.51.100.1", network)).contains(InetAddress.getByName(address)))
                .isEqualTo(inside);
    }

    @Test
    void unknownAddress_isInNone() {
        assertThat(Networks.of("trusted", List.of("0.0.0.0/0", "::/0")).contains(null))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0/8",
                "10.0.0.0/-1",
                "fd00::/129",
                "/8",
                "10.0.0.0/8/8"
            })
    void anythingElse_isAMistakeOfItsItem(String network) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> Networks.of("trusted", List.of("::1", network)))
                .satisfies(mistake -> assertThat(mistake.key()).isEqualTo("trusted[1]"));
    }
}
