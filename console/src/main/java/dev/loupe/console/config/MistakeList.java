package dev.loupe.console.config;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one configuration, so that all are told at once. */
final class MistakeList {
    private final List<String> messages = new ArrayList<>();

    void add(Origin origin, String key, String problem) {
        messages.add(origin.message(key, problem));
    }

    void throwIfAny() throws InvalidConfiguration {
        if (!messages.isEmpty()) {
            throw new InvalidConfiguration(messages);
        }
    }
}
