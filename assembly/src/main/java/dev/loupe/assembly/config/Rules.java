package dev.loupe.assembly.config;

import dev.loupe.relay.service.key.Extractor;
import dev.loupe.relay.service.route.Routes;
import java.util.List;

/**
 * What a path knows of the requests on it.
 *
 * @param routes the templates
 * @param exclusions of requests that make no span
 * @param keys where business keys stand
 */
public record Rules(Routes routes, Routes exclusions, List<Extractor> keys) {
    /**
     * Reads them out of a group that has the keys {@code routes}, {@code automaticRoutes}, {@code exclude} and {@code keys}.
     *
     * @throws dev.loupe.telemetry.InvalidSetting naming the item that is at fault
     */
    static Rules of(List<String> routes, int automaticRoutes, List<String> exclude, List<Key> keys) {
        return new Rules(
                Routes.of("routes", routes, automaticRoutes), Routes.of("exclude", exclude, 0), Key.extractors(keys));
    }
}
