package dev.loupe.bench.correlation;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.CorrelationSettings;
import dev.loupe.relay.correlation.InFlight;
import dev.loupe.relay.correlation.Operation;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.correlation.Verdict;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Attribution with so many requests in flight, each with an order and a customer of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AttributeBenchmark {
    /** Requests that the service works on. */
    @Param({"1", "16", "64"})
    public int inFlight;

    private ServiceRequests requests;
    private List<BusinessKey> keysOfOne;
    private List<BusinessKey> keysOfNone;

    /** Begins the requests; twice as many wait as accepted. */
    @Setup
    public void begin() {
        requests = new ServiceRequests(CorrelationSettings.defaults(), System::nanoTime);
        for (int i = 0; i < 2 * inFlight; i++) {
            begin(1_000 + i).answered(true);
        }
        for (int i = 0; i < inFlight; i++) {
            begin(i);
        }
        keysOfOne = keys(inFlight / 2);
        keysOfNone = keys(-1);
    }

    private InFlight begin(int number) {
        InFlight request = requests.begin(span(number));
        keys(number).forEach(request::key);
        return request;
    }

    private static List<BusinessKey> keys(int number) {
        // As read from a message: equal to the requests' own, but not the same objects.
        String pseudonym = "1-%016X".formatted(number);
        return List.of(
                new BusinessKey("order", "order" + pseudonym), new BusinessKey("customer", "customer" + pseudonym));
    }

    private static SpanContext span(int number) {
        return SpanContext.create(
                "%032x".formatted(number + 1),
                "%016x".formatted(number + 1),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    /** An operation that carries the order and the customer of one of them. */
    @Benchmark
    public Verdict withKeysOfOne() {
        return requests.attribute(operation(keysOfOne));
    }

    /** An operation that carries keys which no request has. */
    @Benchmark
    public Verdict withKeysOfNone() {
        return requests.attribute(operation(keysOfNone));
    }

    /** An operation that carries nothing. */
    @Benchmark
    public Verdict withoutKeys() {
        return requests.attribute(operation(List.of()));
    }

    /** All of a request: it begins, two keys become known, it does one thing, it is answered. */
    @Benchmark
    public Verdict wholeRequest() {
        InFlight request = requests.begin(NEXT);
        List<BusinessKey> keys = KEYS_OF_NEXT;
        request.key(keys.get(0));
        request.key(keys.get(1));
        Verdict verdict = requests.attribute(operation(keys));
        request.answered(false);
        return verdict;
    }

    private static final SpanContext NEXT = span(5_000);
    private static final List<BusinessKey> KEYS_OF_NEXT = keys(5_000);

    private static Operation operation(List<BusinessKey> keys) {
        return new Operation(Optional.empty(), keys, Optional.empty(), "PUT /orders/{order}/price", false);
    }
}
