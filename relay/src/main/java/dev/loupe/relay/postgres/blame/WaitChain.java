package dev.loupe.relay.postgres.blame;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom somebody waits for, whom those wait for, and so on.
 *
 * @param steps each waiting process with one that it waits for, outermost first, each pair once
 * @param cycle whether it comes back to where it began
 */
record WaitChain(List<Step> steps, boolean cycle) {
    /** Nobody reads more. */
    private static final int LONGEST = 16;

    record Step(int waiter, int blocker) {}

    static WaitChain from(int first, Activity activity) {
        List<Step> steps = new ArrayList<>();
        Deque<Integer> next = new ArrayDeque<>(List.of(first));
        Set<Integer> met = new HashSet<>(next);
        boolean cycle = false;
        while (!next.isEmpty() && steps.size() < LONGEST) {
            int waiter = next.remove();
            Optional<ServerProcess.Waiting> waiting = activity.process(waiter).waiting();
            for (int blocker :
                    new TreeSet<>(waiting.map(ServerProcess.Waiting::blockers).orElse(Set.of()))) {
                cycle |= blocker == first;
                if (steps.size() < LONGEST) {
                    steps.add(new Step(waiter, blocker));
                }
                if (met.add(blocker)) {
                    next.add(blocker);
                }
            }
        }
        return new WaitChain(steps, cycle);
    }

    /** In words; nothing where those who are waited for do not wait themselves. */
    List<String> words(Parties parties, Activity activity) {
        boolean deep =
                steps.stream().anyMatch(step -> step.waiter() != steps.get(0).waiter());
        return deep
                ? steps.stream()
                        .map(step -> parties.words(activity.process(step.waiter()), activity)
                                + " waits for "
                                + parties.words(activity.process(step.blocker()), activity))
                        .toList()
                : List.of();
    }
}
