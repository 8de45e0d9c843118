package dev.loupe.assembly.config;

import dev.loupe.relay.service.key.Extractor;
import dev.loupe.relay.service.key.KeySource;
import dev.loupe.telemetry.InvalidSetting;
import java.util.List;
import java.util.Optional;

/**
 * Where a business key stands.
 *
 * @param kind of the key, one that is declared
 * @param from where it stands, as {@link KeySource#parse} reads it
 * @param on the only route on which it stands there, written as it is among the routes
 */
public record Key(String kind, String from, Optional<String> on) {
    /** Checks that it can be read. */
    public Key {
        source(from);
    }

    private static KeySource source(String from) {
        try {
            return KeySource.parse(from);
        } catch (InvalidSetting e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("from", e.getMessage());
        }
    }

    /** As the path wants them. */
    static List<Extractor> extractors(List<Key> keys) {
        return keys.stream()
                .map(key -> new Extractor(key.kind(), source(key.from()), key.on()))
                .toList();
    }
}
