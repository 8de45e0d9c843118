package dev.loupe.relay.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.NaiveRequests.Naive;
import dev.loupe.relay.correlation.Verdict.Ambiguous;
import dev.loupe.relay.correlation.Verdict.Attributed;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever happens in whatever order, the verdicts are those of the naive reference. */
class AnyCourseTest {
    private static final CorrelationSettings SMALL = new CorrelationSettings(Duration.ofNanos(10), 3, 3, 4, 1_000);

    /** One thing that happens; requests are named by a number, of those that there have been. */
    sealed interface Step {
        record Begins(boolean inTraceOfTheLast) implements Step {}

        record Learns(int request, BusinessKey key) implements Step {}

        record Ends(int request, boolean accepted) implements Step {}

        record Passes(int nanos) implements Step {}

        record Does(Carries carries, int request, List<BusinessKey> keys, int shape, boolean background)
                implements Step {}
    }

    enum Carries {
        NOTHING,
        REQUESTS_CONTEXT,
        CONTEXT_BELOW_REQUEST,
        TRANSACTION
    }

    @Property(tries = 3_000)
    void verdicts_areThoseOfTheReference(@ForAll("courses") List<Step> course) {
        Run run = new Run();
        course.forEach(run::step);
        assertThat(run.requests.count()).isEqualTo(run.naive.count());
    }

    @Provide
    Arbitrary<List<Step>> courses() {
        Arbitrary<Integer> request = Arbitraries.integers().between(0, 30);
        Arbitrary<BusinessKey> key = Combinators.combine(
                        Arbitraries.of("order", "customer"), Arbitraries.of("A", "B", "C"))
                .as(BusinessKey::new);
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        Arbitrary<Step> does = Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(8, Carries.NOTHING),
                                Tuple.of(1, Carries.REQUESTS_CONTEXT),
                                Tuple.of(1, Carries.CONTEXT_BELOW_REQUEST),
                                Tuple.of(3, Carries.TRANSACTION)),
                        request,
                        key.list().ofMaxSize(3),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)))
                .as(Step.Does::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(4, either.map(Step.Begins::new)),
                        Tuple.of(4, Combinators.combine(request, key).as(Step.Learns::new)),
                        Tuple.of(4, Combinators.combine(request, either).as(Step.Ends::new)),
                        Tuple.of(1, Arbitraries.integers().between(0, 12).map(Step.Passes::new)),
                        Tuple.of(8, does))
                .list()
                .ofMaxSize(60);
    }

    private static final class Run {
        private final AtomicLong clock = new AtomicLong();
        private final ServiceRequests requests = new ServiceRequests(SMALL, clock::get);
        private final NaiveRequests naive = new NaiveRequests(SMALL);
        private final List<InFlight> real = new ArrayList<>();
        private final List<Naive> reference = new ArrayList<>();
        private final List<Attribution> attributions = new ArrayList<>();

        void step(Step step) {
            if (step instanceof Step.Begins begins) {
                SpanContext span = begins.inTraceOfTheLast() && !real.isEmpty()
                        ? Scene.context(real.get(real.size() - 1).span().getTraceId())
                        : Scene.context();
                real.add(requests.begin(span));
                reference.add(naive.begin(span));
            } else if (step instanceof Step.Passes passes) {
                clock.addAndGet(passes.nanos());
            } else if (step instanceof Step.Does does) {
                check(operation(does));
            } else if (!real.isEmpty()) {
                stepOfARequest(step);
            }
        }

        private void stepOfARequest(Step step) {
            if (step instanceof Step.Learns learns) {
                int which = learns.request() % real.size();
                real.get(which).key(learns.key());
                naive.key(reference.get(which), learns.key());
            } else if (step instanceof Step.Ends ends) {
                int which = ends.request() % real.size();
                real.get(which).answered(ends.accepted());
                naive.answered(reference.get(which), ends.accepted(), clock.get());
            }
        }

        private Operation operation(Step.Does does) {
            Optional<SpanContext> explicit = Optional.empty();
            Optional<Attribution> transaction = Optional.empty();
            if (does.carries() == Carries.TRANSACTION && !attributions.isEmpty()) {
                transaction = Optional.of(attributions.get(does.request() % attributions.size()));
            } else if (does.carries() != Carries.NOTHING && does.carries() != Carries.TRANSACTION && !real.isEmpty()) {
                SpanContext span = real.get(does.request() % real.size()).span();
                explicit = Optional.of(
                        does.carries() == Carries.REQUESTS_CONTEXT ? span : Scene.context(span.getTraceId()));
            }
            String shape = does.shape() % 9 == 8 ? "" : "shape " + does.shape() % 9;
            boolean doubtful = does.shape() % 5 == 0;
            return new Operation(explicit, does.keys(), transaction, shape, does.background(), doubtful);
        }

        private void check(Operation operation) {
            Verdict expected = naive.attribute(operation, clock.get());
            Verdict verdict = requests.attribute(operation);
            if (expected instanceof Ambiguous all && verdict instanceof Ambiguous named) {
                assertThat(named.count()).isEqualTo(all.count());
                assertThat(named.candidates())
                        .doesNotHaveDuplicates()
                        .hasSize(Math.min(all.count(), SMALL.maxCandidates()))
                        .isSubsetOf(all.candidates());
            } else {
                assertThat(verdict).isEqualTo(expected);
            }
            if (verdict instanceof Attributed attributed) {
                attributions.add(attributed.attribution());
            }
        }
    }
}
