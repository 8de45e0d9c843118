package dev.loupe.telemetry;

import dev.loupe.telemetry.environment.StandardEnvironment;
import dev.loupe.telemetry.export.Drops;
import dev.loupe.telemetry.export.ExportPlan;
import dev.loupe.telemetry.export.SpanExport;
import dev.loupe.telemetry.keep.KeepPolicy;
import dev.loupe.telemetry.live.LiveOperations;
import dev.loupe.telemetry.live.RollingOperations;
import dev.loupe.telemetry.metrics.Metering;
import dev.loupe.telemetry.privacy.AttributeGuard;
import dev.loupe.telemetry.privacy.ConfiguredKeys;
import dev.loupe.telemetry.privacy.PseudonymKeys;
import dev.loupe.telemetry.privacy.Pseudonyms;
import dev.loupe.telemetry.privacy.Seal;
import dev.loupe.telemetry.recent.RecentTraceRing;
import dev.loupe.telemetry.recent.RecentTraces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one telemetry pipeline of a process: keep policy, recent traces, bounded export, metrics. Every method may be
 * called from any thread and none blocks, but {@link #close}.
 */
public final class Telemetry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);
    private static final Duration FLUSH_SPANS = Duration.ofSeconds(3);
    private static final Duration FLUSH_METRICS = Duration.ofSeconds(2);

    private final RollingOperations live =
            new RollingOperations(System::nanoTime, () -> System.currentTimeMillis() / 1_000);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final PseudonymKeys keys;
    private final Pseudonyms pseudonyms;
    private final RecentTraceRing recent;
    private final KeepPolicy keep;
    private final Optional<SpanExport> export;
    private final Tracers tracers;
    private final Metering metering;
    private final Meter meter;
    private final Housekeeping housekeeping;

    private Telemetry(Settings settings, StandardEnvironment environment, ExportPlan plan, Resource resource) {
        keys = ConfiguredKeys.of(settings.privacy());
        pseudonyms = Pseudonyms.of(keys);
        Drops drops = new Drops();
        recent = new RecentTraceRing(settings.recent());
        export = plan.traces().map(to -> SpanExport.start(to, plan.batching(), drops));
        AttributeGuard guard = guard(settings.privacy());
        keep = new KeepPolicy(settings.keep(), System::nanoTime, drops, (verdict, span) -> {
            SpanData guarded = guard.guarded(span);
            recent.add(verdict, guarded);
            export.ifPresent(queue -> queue.offer(guarded));
        });
        tracers = environment.isDisabled() ? Tracers.none() : Tracers.into(keep, resource);
        metering = Metering.start(plan, resource);
        meter = environment.isDisabled() ? MeterProvider.noop().get(Names.SCOPE) : metering.meter();
        PipelineMetrics.register(meter, keep, drops, guard, live);
        housekeeping = Housekeeping.start(keep);
    }

    private static AttributeGuard guard(Settings.Privacy settings) {
        Set<String> mayLeave = new HashSet<>(settings.attributes());
        Names.MAY_LEAVE.forEach(key -> mayLeave.add(key.getKey()));
        return new AttributeGuard(
                mayLeave, Names.INTERNAL.stream().map(AttributeKey::getKey).toList());
    }

    /**
     * Sets the pipeline up. A malformed variable is logged by its name and otherwise ignored. With
     * {@code OTEL_SDK_DISABLED} there are no spans and no metrics of the traffic, and nothing is sent.
     *
     * @throws InvalidSetting if the keys of pseudonyms cannot be had
     * @param settings from the configuration file
     * @param environment the process's environment, of which the standard {@code OTEL_*} variables win over settings
     * @param serviceName default {@code service.name}; {@code OTEL_SERVICE_NAME} wins
     */
    public static Telemetry start(Settings settings, Map<String, String> environment, String serviceName) {
        StandardEnvironment standard = new StandardEnvironment(environment, LOG::warn);
        ExportPlan plan = standard.exportPlan(settings.export(), settings.metrics());
        Resource resource = ProcessResource.of(standard.resource(settings.export(), serviceName));
        return new Telemetry(settings, standard, plan, resource);
    }

    /** Tracer of spans on behalf of the default service. */
    public Tracer tracer() {
        return tracers.ofDefaultService();
    }

    /** Tracer of spans on behalf of another service: same pipeline, other {@code service.name}. */
    public Tracer tracer(String serviceName) {
        return tracers.of(serviceName);
    }

    /** Meter of every metric. */
    public Meter meter() {
        return meter;
    }

    /**
     * Whether the ended span's trace was kept, so that an exemplar may point to it. Answers from the remembered
     * verdicts; false for a trace that is unknown or still waits.
     */
    public boolean isKept(SpanContext span) {
        return span.isValid() && keep.isKept(span.getTraceId());
    }

    /**
     * Whether the trace is kept whatever becomes of it, known before anything of it has ended: it is one of the
     * baseline, or the policy is {@code all}.
     *
     * @param traceId 32 lower-case hex digits
     */
    public boolean isBaseline(String traceId) {
        return keep.isBaseline(traceId);
    }

    /** The names that stand in for business values. The first call warns if no key is configured. */
    public Pseudonyms pseudonyms() {
        if (keys.isRandom() && !warned.getAndSet(true)) {
            LOG.warn(
                    "No key for pseudonyms is configured, so a random one is used: they change with every start, differ "
                            + "between processes, and cannot be searched for. Set telemetry.privacy.keys or keyFile.");
        }
        return pseudonyms;
    }

    /**
     * Seals what this process says to others with the same keys.
     *
     * @param purpose in words, the same in each of them
     * @return empty if no key is configured, since no other process could check it
     */
    public Optional<Seal> seal(String purpose) {
        return keys.isRandom() ? Optional.empty() : Optional.of(Seal.of(keys, purpose));
    }

    /** Kept traces of the last while, for the console. */
    public RecentTraces recentTraces() {
        return recent;
    }

    /** What is in flight and what was, for the console. */
    public LiveOperations live() {
        return live;
    }

    /**
     * The Prometheus exposition of all metrics.
     *
     * @param acceptHeader of the scrape; empty if there is none
     */
    public Exposition prometheus(String acceptHeader) {
        return metering.exposition(acceptHeader);
    }

    /**
     * An answer to a Prometheus scrape.
     *
     * @param contentType of the format that was negotiated; OpenMetrics carries exemplars
     * @param body UTF-8 text
     */
    public record Exposition(String contentType, byte[] body) {}

    /** Flushes what is queued, for at most 5 seconds, and ends the pipeline. Blocks. A second call does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        housekeeping.stop();
        keep.finish();
        export.ifPresent(queue -> queue.close(FLUSH_SPANS));
        metering.shutdown(FLUSH_METRICS);
    }
}
