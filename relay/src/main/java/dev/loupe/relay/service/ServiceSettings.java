package dev.loupe.relay.service;

import dev.loupe.telemetry.InvalidSetting;
import dev.loupe.telemetry.privacy.Pseudonyms;
import java.util.Set;

/**
 * What both sides of a wrapped service share.
 *
 * @param kinds of business keys that are declared; {@code order} makes journeys, {@code operator} is named on spans
 */
public record ServiceSettings(Set<String> kinds) {
    /** The kind of key that a journey is about. */
    public static final String ORDER = "order";

    /** The kind of key that stands for an operator. */
    public static final String OPERATOR = "operator";

    private static final int MOST = 16;

    /** Checks names. */
    public ServiceSettings {
        kinds = Set.copyOf(kinds);
        if (kinds.size() > MOST || !kinds.stream().allMatch(Pseudonyms::isKind)) {
            throw new InvalidSetting(
                    "kinds",
                    "at most " + MOST + " names, each of at most 32 small letters, digits and _ after a letter");
        }
    }
}
