package dev.loupe.demo.company;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What was done, and no span has said so yet. Of deeds in the same words, a span that is sure of its place takes one first that
 * leaves no room for doubt, so that the others are left for spans that are not sure.
 *
 * @param <D> what was done
 */
final class OpenDeeds<D> {
    private final Map<String, Deque<D>> byWords = new LinkedHashMap<>();

    /** @param isDoubtful whether a deed leaves room for doubt */
    OpenDeeds(List<D> deeds, Function<D, String> inWords, Predicate<D> isDoubtful) {
        deeds.stream().sorted(Comparator.comparing(isDoubtful::test)).forEach(deed -> byWords.computeIfAbsent(
                        inWords.apply(deed), words -> new ArrayDeque<>())
                .add(deed));
    }

    /** Takes one that a span says in the same words; whether there is one. */
    boolean takes(String words) {
        Deque<D> same = byWords.get(words);
        return same != null && same.poll() != null;
    }

    /** Those that nobody has taken. */
    List<D> left() {
        return byWords.values().stream().flatMap(Collection::stream).toList();
    }
}
