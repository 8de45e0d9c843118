package dev.loupe.demo.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchingTest {
    /** A span that fits the deeds in its name. */
    private static Sight span(String deeds) {
        return new Sight(
                "", SpanKind.CLIENT, deeds, "", "", "", "", "", "", 0, 0, 1, Attributes.empty(), List.of(), "");
    }

    private static Matching<String> matching(List<String> deeds, Sight... spans) {
        return new Matching<>(List.of(spans), deeds, (deed, span) -> span.name().contains(deed));
    }

    @Test
    void spanThatFitsTwo_leavesTheOneToWhoFitsNoOther() {
        Matching<String> matching = matching(List.of("a", "b", "c"), span("ab"), span("bc"), span("a"));

        assertThat(matching.without()).isEmpty();
        assertThat(matching.left()).isEmpty();
    }

    @Test
    void threeSpansForTwoDeeds_oneIsWithout() {
        Matching<String> matching = matching(List.of("a", "b", "c"), span("ab"), span("ab"), span("ab"));

        assertThat(matching.without()).hasSize(1);
        assertThat(matching.left()).containsExactly("c");
    }

    @Test
    void sameWords_takeOneDeedOnly_andFirstOneWithoutDoubt() {
        OpenDeeds<String> deeds =
                new OpenDeeds<>(List.of("a?", "b", "a"), deed -> deed.substring(0, 1), deed -> deed.endsWith("?"));

        assertThat(deeds.takes("a")).isTrue();
        assertThat(deeds.left()).containsExactlyInAnyOrder("a?", "b");
        assertThat(deeds.takes("a")).isTrue();
        assertThat(deeds.takes("a")).isFalse();
        assertThat(deeds.takes("c")).isFalse();
    }
}
