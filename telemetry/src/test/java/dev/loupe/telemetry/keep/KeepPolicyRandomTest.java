package dev.loupe.telemetry.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.export.DropReason;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many traces of random shape whose spans end in random order; what must be true of any of them. */
class KeepPolicyRandomTest {
    private final Random random = new Random();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void spansThatEndInAnyOrder_areKeptExactlyIfTheTraceTurnedOutToBeWorthIt(long seed) {
        random.setSeed(seed);
        Traffic traffic = new Traffic(Traffic.selective());
        for (int i = 0; i < 500; i++) {
            Trace trace = trace(traffic, "0af7651916cd43dd7fffffffffff%04x".formatted(i));
            Collections.shuffle(trace.spans, random);
            trace.spans.forEach(Traffic::end);
            Set<String> kept = keptOf(traffic, trace);
            assertThat(kept).isSubsetOf(trace.ids());
            if (trace.mustBeKept()) {
                assertThat(kept).isEqualTo(trace.ids());
                assertThat(traffic.policy.isKept(trace.id)).isTrue();
            } else if (trace.failed.isEmpty()) {
                assertThat(kept).isEmpty();
            }
            assertThat(traffic.policy.waiting()).as("all have ended").isZero();
        }
        assertThat(traffic.kept).doesNotHaveDuplicates();
        for (DropReason reason : DropReason.values()) {
            assertThat(traffic.drops.count(reason)).as(reason.text()).isZero();
        }
    }

    private Trace trace(Traffic traffic, String id) {
        Trace trace = new Trace(id, traffic.root("root", id, false));
        int size = random.nextInt(8);
        for (int i = 0; i < size; i++) {
            Span parent = trace.spans.get(random.nextInt(trace.spans.size()));
            Span child = traffic.child("child", parent);
            trace.spans.add(child);
            trace.parents.put(child, parent);
        }
        if (random.nextBoolean()) {
            Span failed = trace.spans.get(random.nextInt(trace.spans.size()));
            failed.setStatus(StatusCode.ERROR);
            trace.failed.add(failed);
        }
        return trace;
    }

    private static Set<String> keptOf(Traffic traffic, Trace trace) {
        Set<String> ids = new HashSet<>();
        traffic.kept.stream()
                .filter(span -> span.getTraceId().equals(trace.id))
                .forEach(span -> ids.add(span.getSpanId()));
        return ids;
    }

    private static final class Trace {
        private final String id;
        private final Span root;
        private final List<Span> spans = new ArrayList<>();
        private final Map<Span, Span> parents = new HashMap<>();
        private final List<Span> failed = new ArrayList<>();

        Trace(String id, Span root) {
            this.id = id;
            this.root = root;
            spans.add(root);
        }

        /** Whether the failure was known when the root ended: the spans stand in the order in which they ended. */
        boolean mustBeKept() {
            return failed.stream().anyMatch(span -> spans.indexOf(span) <= spans.indexOf(root));
        }

        Set<String> ids() {
            Set<String> ids = new HashSet<>();
            spans.forEach(span -> ids.add(span.getSpanContext().getSpanId()));
            return ids;
        }
    }
}
