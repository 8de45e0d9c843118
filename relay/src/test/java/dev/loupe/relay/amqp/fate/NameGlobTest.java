package dev.loupe.relay.amqp.fate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameGlobTest {
    @ParameterizedTest
    @CsvSource({
        "crm.*, crm.status, true",
        "crm.*, crm., true",
        "crm.*, crm, false",
        "*.dead, crm.status.dead, true",
        "*.dead, crm.dead.letters, false",
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "a*b*c, aXbbYc, true",
        "a*b*c, acb, false",
        "crm.status, crm.status, true",
        "crm.status, crm-status, false"
    })
    void star_standsForAnyCharacters(String pattern, String name, boolean matches) {
        assertThat(new NameGlob(pattern).matches(name)).isEqualTo(matches);
    }
}
