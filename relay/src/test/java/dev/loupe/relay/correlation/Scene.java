package dev.loupe.relay.correlation;

import dev.loupe.relay.correlation.Verdict.Ambiguous;
import dev.loupe.relay.correlation.Verdict.Attributed;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A service in a test: requests that it receives, and operations that it begins, on a clock that is moved by hand. */
final class Scene {
    private static final AtomicLong IDS = new AtomicLong();

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
    final ServiceRequests requests;

    Scene() {
        this(CorrelationSettings.defaults());
    }

    Scene(CorrelationSettings settings) {
        requests = new ServiceRequests(settings, clock::get);
    }

    /** A request arrives. */
    InFlight receives(BusinessKey... keys) {
        return receives(context(), keys);
    }

    InFlight receives(SpanContext span, BusinessKey... keys) {
        InFlight request = requests.begin(span);
        Arrays.stream(keys).forEach(request::key);
        return request;
    }

    /** What is said about an operation that the service begins. */
    Verdict does(Doing doing) {
        return requests.attribute(doing.operation());
    }

    void waits(Duration duration) {
        clock.addAndGet(duration.toNanos());
    }

    static SpanContext context() {
        return context("%032x".formatted(IDS.incrementAndGet()));
    }

    static SpanContext context(String traceId) {
        return SpanContext.create(
                traceId, "%016x".formatted(IDS.incrementAndGet()), TraceFlags.getDefault(), TraceState.getDefault());
    }

    static BusinessKey order(String value) {
        return new BusinessKey("order", value);
    }

    static BusinessKey customer(String value) {
        return new BusinessKey("customer", value);
    }

    static Verdict attributed(Evidence evidence, InFlight to) {
        return new Attributed(evidence, to.span(), to.keys());
    }

    static Verdict ambiguous(InFlight... among) {
        List<SpanContext> spans = Arrays.stream(among).map(InFlight::span).toList();
        return new Ambiguous(spans, spans.size());
    }

    /** An operation, told step by step. */
    record Doing(Operation operation) {
        /** Something that carries nothing. */
        static Doing something() {
            return shaped("SELECT");
        }

        static Doing shaped(String shape) {
            return new Doing(new Operation(Optional.empty(), List.of(), Optional.empty(), shape, false));
        }

        static Doing about(BusinessKey... keys) {
            return something().with(keys);
        }

        Doing with(BusinessKey... keys) {
            return new Doing(new Operation(
                    operation.explicit(),
                    List.of(keys),
                    operation.transaction(),
                    operation.shape(),
                    operation.background()));
        }

        Doing carrying(SpanContext context) {
            return new Doing(new Operation(
                    Optional.of(context),
                    operation.keys(),
                    operation.transaction(),
                    operation.shape(),
                    operation.background()));
        }

        Doing inTransactionOf(Verdict earlier) {
            return new Doing(new Operation(
                    operation.explicit(),
                    operation.keys(),
                    Optional.of(((Attributed) earlier).attribution()),
                    operation.shape(),
                    operation.background()));
        }

        Doing inBackground() {
            return new Doing(new Operation(
                    operation.explicit(), operation.keys(), operation.transaction(), operation.shape(), true));
        }

        Doing inDoubtfulTransaction() {
            return new Doing(new Operation(
                    operation.explicit(),
                    operation.keys(),
                    operation.transaction(),
                    operation.shape(),
                    operation.background(),
                    true));
        }
    }
}
