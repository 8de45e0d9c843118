package dev.loupe.telemetry;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.semconv.ServiceAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A tracer for each service that spans are made on behalf of. A resource belongs to a tracer provider, so each service
 * has its own provider; all of them end in the same processor.
 */
final class Tracers {
    /**
     * Numbers of things only. The SDK's limit for the length of values would cost every span 0.3 µs, as much as the
     * keep policy; the paths bound what they read anyway, and with it what a value can hold.
     */
    private static final SpanLimits LIMITS = SpanLimits.builder()
            .setMaxNumberOfAttributes(64)
            .setMaxNumberOfEvents(64)
            .setMaxNumberOfLinks(64)
            .build();

    private final Map<String, Tracer> byService = new ConcurrentHashMap<>();
    private final Tracer ofDefaultService;
    private final Function<String, Tracer> maker;

    private Tracers(Tracer ofDefaultService, Function<String, Tracer> maker) {
        this.ofDefaultService = ofDefaultService;
        this.maker = maker;
    }

    /** Tracers whose spans end in the processor. Every span is recorded: what leaves is decided at its end. */
    static Tracers into(SpanProcessor processor, Resource resource) {
        return new Tracers(
                tracer(processor, resource),
                service -> tracer(
                        processor,
                        resource.toBuilder()
                                .put(ServiceAttributes.SERVICE_NAME, service)
                                .build()));
    }

    /** Tracers that record nothing and pass the caller's context on. */
    static Tracers none() {
        Tracer tracer = TracerProvider.noop().get(Names.SCOPE);
        return new Tracers(tracer, service -> tracer);
    }

    Tracer ofDefaultService() {
        return ofDefaultService;
    }

    Tracer of(String service) {
        return byService.computeIfAbsent(service, maker);
    }

    private static Tracer tracer(SpanProcessor processor, Resource resource) {
        return SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.alwaysOn())
                .setSpanLimits(LIMITS)
                .addSpanProcessor(processor)
                .build()
                .get(Names.SCOPE);
    }
}
