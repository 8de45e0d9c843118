package dev.loupe.relay.service;

import dev.loupe.relay.correlation.Evidence;
import dev.loupe.relay.trace.ExchangeMetrics;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A wrapped service's metrics. Labels come from closed sets, so each combination's attributes are made once. */
final class HttpMetrics {
    private final ExchangeMetrics exchanges;
    private final LongCounter correlated;
    private final LongCounter excluded;
    private final Map<Labels, Attributes> byLabels = new ConcurrentHashMap<>();
    private final Map<Excluded, Attributes> byExcluded = new ConcurrentHashMap<>();
    private final Map<Correlated, Attributes> byCorrelated = new ConcurrentHashMap<>();

    /** @param peer empty for a request to the service itself */
    record Labels(String method, String route, int statusClass, String outcome, String peer) {
        Attributes attributes() {
            boolean served = peer.isEmpty();
            return Attributes.builder()
                    .put(served ? Names.HTTP_ROUTE : Names.URL_TEMPLATE, route)
                    .put(Names.PEER_SERVICE, served ? null : peer)
                    .put(Names.HTTP_METHOD, method)
                    .put(Names.STATUS_CLASS, statusClass == 0 ? "none" : statusClass + "xx")
                    .put(Names.OUTCOME, outcome)
                    .build();
        }
    }

    private record Excluded(String direction, String route) {}

    private record Correlated(Evidence evidence, String peer) {}

    HttpMetrics(Meter meter) {
        exchanges = new ExchangeMetrics(meter);
        correlated = ExchangeMetrics.correlated(meter);
        excluded = ExchangeMetrics.excluded(meter);
    }

    ExchangeMetrics exchanges() {
        return exchanges;
    }

    /**
     * A request is over.
     *
     * @param context holds the span if its trace was kept
     */
    void took(Labels labels, long nanos, Context context) {
        Attributes attributes = byLabels.computeIfAbsent(labels, Labels::attributes);
        if (labels.peer().isEmpty()) {
            exchanges.served(nanos, attributes, context);
        } else {
            exchanges.called(nanos, attributes, context);
        }
    }

    void correlated(Evidence evidence, String peer) {
        Attributes attributes = byCorrelated.computeIfAbsent(
                new Correlated(evidence, peer),
                key -> Attributes.of(Names.EVIDENCE, evidence.text(), Names.PEER_SERVICE, peer));
        correlated.add(1, attributes);
    }

    void excluded(String direction, String route) {
        Attributes attributes = byExcluded.computeIfAbsent(
                new Excluded(direction, route),
                key -> Attributes.of(Names.DIRECTION, direction, Names.HTTP_ROUTE, route));
        excluded.add(1, attributes);
    }
}
