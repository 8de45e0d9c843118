package dev.loupe.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.demo.customer.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String SHOWN = "orders/…/ring.stl";
    private static final Fact READ = new Fact("GetObject", "orders/1/ring.stl", 84, Fact.End.DONE);

    private static Seen seen(String operation, String file, long size, long status, String brokenBy) {
        return new Seen(operation, file, size, status, brokenBy, 0, 0, 0, "");
    }

    private static final Seen SEEN_READ = seen("GetObject", SHOWN, 84, 200, "");

    @Test
    void sameOperations_noDifference() {
        assertThat(Comparison.differences(List.of(READ, READ), List.of(SEEN_READ, SEEN_READ)))
                .isEmpty();
    }

    @Test
    void missingSpan_isToldWithWhatWasDone() {
        assertThat(Comparison.differences(List.of(READ, READ), List.of(SEEN_READ)))
                .singleElement()
                .asString()
                .startsWith("was done, but no span says so");
    }

    @Test
    void oneSpanTooMany_isTold() {
        assertThat(Comparison.differences(List.of(READ), List.of(SEEN_READ, SEEN_READ)))
                .singleElement()
                .asString()
                .startsWith("a span says so, but it was not done");
    }

    @Test
    void otherName_otherSize_orOtherOutcome_isNoMatch() {
        List<Seen> others = List.of(
                seen("HeadObject", SHOWN, 84, 200, ""),
                seen("GetObject", "orders/…/other.stl", 84, 200, ""),
                seen("GetObject", SHOWN, 85, 200, ""),
                seen("GetObject", SHOWN, 84, 404, ""),
                seen("GetObject", SHOWN, 84, 200, "client"));
        for (Seen other : others) {
            assertThat(Comparison.differences(List.of(READ), List.of(other))).hasSize(2);
        }
    }
}
