package dev.loupe.console.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes of one configuration, so that all are told at once, in the order in which they stand. */
final class MistakeList {
    private final List<Located> mistakes = new ArrayList<>();

    void add(Origin origin, String key, String problem) {
        mistakes.add(new Located(origin.order(), origin.message(key, problem)));
    }

    void throwIfAny() throws InvalidConfiguration {
        if (!mistakes.isEmpty()) {
            throw new InvalidConfiguration(mistakes.stream()
                    .sorted(Comparator.comparingInt(Located::order))
                    .map(Located::message)
                    .toList());
        }
    }

    private record Located(int order, String message) {}
}
