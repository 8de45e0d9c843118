package dev.loupe.telemetry.privacy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * The last step before a span can be seen: attributes of it, its events and its links that are not on the list are
 * left out and counted, never named; so are, uncounted, the trace states that callers sent. Thread-safe.
 */
public final class AttributeGuard {
    private final Set<String> mayLeave;
    private final Set<String> internal;
    private final LongAdder dropped = new LongAdder();

    /**
     * @param mayLeave names of the attributes that pass
     * @param internal names of those that are meant for this process, which are left out without being counted
     */
    public AttributeGuard(Collection<String> mayLeave, Collection<String> internal) {
        this.mayLeave = new HashSet<>(mayLeave);
        this.internal = new HashSet<>(internal);
    }

    /** The span as it may be seen: itself if all of it may. */
    public SpanData guarded(SpanData span) {
        return passes(span) ? span : new GuardedSpan(span, this);
    }

    private boolean passes(SpanData span) {
        if (!passes(span.getSpanContext()) || !passes(span.getParentSpanContext()) || !passes(span.getAttributes())) {
            return false;
        }
        List<EventData> events = span.getEvents();
        for (int i = 0; i < events.size(); i++) {
            if (!passes(events.get(i).getAttributes())) {
                return false;
            }
        }
        List<LinkData> links = span.getLinks();
        for (int i = 0; i < links.size(); i++) {
            LinkData link = links.get(i);
            if (!passes(link.getSpanContext()) || !passes(link.getAttributes())) {
                return false;
            }
        }
        return true;
    }

    private static boolean passes(SpanContext context) {
        return context.getTraceState().isEmpty();
    }

    private boolean passes(Attributes attributes) {
        Check check = new Check();
        attributes.forEach(check);
        return check.pass;
    }

    /** Those that may leave; the others are counted. */
    Attributes only(Attributes attributes) {
        if (passes(attributes)) {
            return attributes;
        }
        AttributesBuilder kept = Attributes.builder();
        attributes.forEach((key, value) -> {
            if (mayLeave.contains(key.getKey())) {
                put(kept, key, value);
            } else if (!internal.contains(key.getKey())) {
                dropped.increment();
            }
        });
        return kept.build();
    }

    @SuppressWarnings("unchecked") // An attribute's value has the type of its key.
    private static <T> void put(AttributesBuilder kept, AttributeKey<T> key, Object value) {
        kept.put(key, (T) value);
    }

    /** Attributes that were left out so far, over all spans. */
    public long dropped() {
        return dropped.sum();
    }

    private final class Check implements BiConsumer<AttributeKey<?>, Object> {
        private boolean pass = true;

        @Override
        public void accept(AttributeKey<?> key, Object value) {
            pass &= mayLeave.contains(key.getKey());
        }
    }
}
