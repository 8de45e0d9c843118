package dev.loupe.relay.service.key;

import java.util.Optional;

/**
 * That a business key stands somewhere.
 *
 * @param kind of the key, such as {@code order}
 * @param source where it stands
 * @param on the only route on which it stands there, as the route is written, such as {@code POST /orders}; empty for all
 */
public record Extractor(String kind, KeySource source, Optional<String> on) {
    /** On every route. */
    public Extractor(String kind, KeySource source) {
        this(kind, source, Optional.empty());
    }

    /** On one route. */
    public Extractor(String kind, KeySource source, String on) {
        this(kind, source, Optional.of(on));
    }
}
