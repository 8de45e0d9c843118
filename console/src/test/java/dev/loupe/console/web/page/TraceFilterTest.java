package dev.loupe.console.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.sample.FileSpans;
import dev.loupe.console.sample.SampleSpan;
import dev.loupe.console.sample.SampleTraces;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TraceFilterTest {
    private final TraceRow read = row(FileSpans.read("orders/1/Ring.stl", 10, ms(9), ms(2), ms(5), ms(1)));
    private final TraceRow written = row(FileSpans.written("orders/2/crown.obj", 10, ms(9), ms(5), ms(1)));
    private final TraceRow missing = row(FileSpans.missing("orders/3/ring.stl"));

    @Test
    void emptyFilter_showsEverything() {
        assertThat(TraceFilter.ALL.matches(read)).isTrue();
        assertThat(TraceFilter.ALL.matches(missing)).isTrue();
        assertThat(TraceFilter.ALL.query()).isEmpty();
    }

    @Test
    void operation_mustBeTheSame() {
        TraceFilter filter = new TraceFilter("PutObject", "", false);

        assertThat(filter.matches(written)).isTrue();
        assertThat(filter.matches(read)).isFalse();
    }

    @Test
    void file_isFoundByAnyPartInAnyCase() {
        TraceFilter filter = new TraceFilter("", " rings/ORDERS/1 ", false);

        assertThat(filter.matches(read)).isTrue();
        assertThat(filter.matches(missing)).isFalse();
    }

    @Test
    void errors_areWhatWasRefusedFailedOrBroke() {
        TraceFilter filter = new TraceFilter("", "", true);

        assertThat(filter.matches(read)).isFalse();
        assertThat(filter.matches(missing)).isTrue();
        assertThat(filter.matches(row(FileSpans.overloaded("a")))).isTrue();
        assertThat(filter.matches(row(FileSpans.broken("a", 9, "store", 3)))).isTrue();
    }

    @Test
    void query_survivesAnyCharacter() {
        assertThat(new TraceFilter("GetObject", "a b&c=\"ж", true).query())
                .isEqualTo("?operation=GetObject&file=a+b%26c%3D%22%D0%B6&errors=on");
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static TraceRow row(SampleSpan span) {
        SampleTraces traces = new SampleTraces();
        traces.keep("all", span.ended());
        return TraceRow.of(traces.newestFirst().get(0));
    }
}
