package dev.loupe.relay.service.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.loupe.relay.fixture.Head;
import java.util.Arrays;

/** Runs over its seeds in the normal build; looks for more with {@code JAZZER_FUZZ=1}. */
class BodyKeysFuzzTest {
    private final Plans plans =
            Plans.of("order: request /order/id", "customer: request /items/1/customer", "order: form order");

    /** A seed is a content type and a body, each on its own line. */
    @FuzzTest(maxDuration = "2m")
    void anyBody_costsNothingButTheKey(byte[] wire) {
        int line = 0;
        while (line < wire.length && wire[line] != '\n') {
            line++;
        }
        boolean form = line > 0 && wire[0] == 'f';
        byte[] body = Arrays.copyOfRange(wire, Math.min(line + 1, wire.length), wire.length);
        Head head =
                Head.of("POST /").with("content-type", form ? "application/x-www-form-urlencoded" : "application/json");
        int half = body.length / 2;

        assertThat(plans.inRequest(head, body))
                .hasSizeLessThanOrEqualTo(16)
                .isEqualTo(
                        plans.inRequest(head, Arrays.copyOf(body, half), Arrays.copyOfRange(body, half, body.length)));
    }
}
