package dev.loupe.demo.company;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Gives each of some spans that could stand for one of several deeds a deed of its own, as many as can have one at all: Kuhn's
 * algorithm. Whoever takes the first that fits would sometimes leave nothing for another.
 *
 * @param <D> what was done
 */
final class Matching<D> {
    private final List<D> deeds;
    private final BiPredicate<D, Sight> fits;
    private final Map<Integer, Sight> taken = new HashMap<>();
    private final List<Sight> without = new ArrayList<>();

    /** @param fits whether a span may stand for a deed */
    Matching(List<Sight> sights, List<D> deeds, BiPredicate<D, Sight> fits) {
        this.deeds = deeds;
        this.fits = fits;
        for (Sight sight : sights) {
            if (!finds(sight, new HashSet<>())) {
                without.add(sight);
            }
        }
    }

    /** Looks for a deed that is free, or that another span can do without. */
    private boolean finds(Sight sight, Set<Integer> asked) {
        for (int i = 0; i < deeds.size(); i++) {
            if (!asked.contains(i) && fits.test(deeds.get(i), sight)) {
                asked.add(i);
                Sight other = taken.get(i);
                if (other == null || finds(other, asked)) {
                    taken.put(i, sight);
                    return true;
                }
            }
        }
        return false;
    }

    /** Spans for which there was nothing left. */
    List<Sight> without() {
        return without;
    }

    /** Deeds that no span stands for. */
    List<D> left() {
        List<D> left = new ArrayList<>();
        for (int i = 0; i < deeds.size(); i++) {
            if (!taken.containsKey(i)) {
                left.add(deeds.get(i));
            }
        }
        return left;
    }
}
