package dev.loupe.telemetry.keep;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A span's attributes and {@code loupe.keep.reason}. A view, because copying and sorting a dozen attributes for each
 * exported span would cost more than all of the keep policy.
 */
final class ReasonedAttributes implements Attributes {
    private final Attributes attributes;
    private final String reason;

    ReasonedAttributes(Attributes attributes, String reason) {
        this.attributes = attributes;
        this.reason = reason;
    }

    @Override
    @SuppressWarnings("unchecked") // The reason's key has the type of its value.
    public <T> T get(AttributeKey<T> key) {
        return Names.KEEP_REASON.equals(key) ? (T) reason : attributes.get(key);
    }

    @Override
    public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
        attributes.forEach(consumer);
        consumer.accept(Names.KEEP_REASON, reason);
    }

    @Override
    public int size() {
        return attributes.size() + 1;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public Map<AttributeKey<?>, Object> asMap() {
        Map<AttributeKey<?>, Object> map = new LinkedHashMap<>(attributes.asMap());
        map.put(Names.KEEP_REASON, reason);
        return Collections.unmodifiableMap(map);
    }

    @Override
    public AttributesBuilder toBuilder() {
        return attributes.toBuilder().put(Names.KEEP_REASON, reason);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && asMap().equals(that.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
