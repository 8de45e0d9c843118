package dev.loupe.relay.journey;

import dev.loupe.telemetry.InvalidSetting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All stage rules of a process: the first one that matches decides. Immutable, thread-safe. */
public final class StageRules {
    private final Map<String, Stage> stages = new LinkedHashMap<>();
    private final Map<String, List<StageRule>> byRoute = new HashMap<>();
    private final List<StageRule> rules;

    private StageRules(List<StageRule> rules) {
        this.rules = List.copyOf(rules);
        for (int i = 0; i < rules.size(); i++) {
            StageRule rule = rules.get(i);
            refuseShadowed(i);
            stages.merge(rule.stage(), stageOf(rule), StageRules::merged);
            byRoute.computeIfAbsent(rule.when().request().route(), route -> new ArrayList<>())
                    .add(rule);
        }
    }

    /**
     * Rules in the order in which an order should pass through their stages.
     *
     * @throws InvalidSetting of the key {@code stages}, if a rule can never match since an earlier one matches all of
     *     it, or if rules disagree about their stage
     */
    public static StageRules of(List<StageRule> rules) {
        return new StageRules(rules);
    }

    private void refuseShadowed(int index) {
        StageRule rule = rules.get(index);
        for (int earlier = 0; earlier < index; earlier++) {
            if (rules.get(earlier).when().covers(rule.when())) {
                throw new InvalidSetting(
                        "stages",
                        "rules that can all match: number " + (index + 1) + " (" + rule.stage()
                                + ") never does, since number " + (earlier + 1) + " ("
                                + rules.get(earlier).stage() + ") takes all of it");
            }
        }
    }

    private static Stage stageOf(StageRule rule) {
        return new Stage(rule.stage(), rule.deadline(), rule.awaits(), rule.done());
    }

    /** What is said once is true for all rules of a stage. */
    private static Stage merged(Stage one, Stage other) {
        return new Stage(
                one.name(),
                merged(one.name(), "deadline", one.deadline(), other.deadline()),
                merged(one.name(), "awaits", one.awaits(), other.awaits()),
                agreed(one, other).done());
    }

    private static Stage agreed(Stage one, Stage other) {
        boolean contradiction = one.done() != other.done();
        if (contradiction) {
            throw new InvalidSetting("stages", "rules that agree whether \"" + one.name() + "\" is done");
        }
        return one;
    }

    private static <T> Optional<T> merged(String stage, String what, Optional<T> one, Optional<T> other) {
        if (one.isPresent() && other.isPresent() && !one.equals(other)) {
            throw new InvalidSetting("stages", "rules that agree on the " + what + " of \"" + stage + "\"");
        }
        return one.isPresent() ? one : other;
    }

    /** The stage that an order enters by this, if any. */
    Optional<Stage> enteredBy(Happening happening) {
        List<StageRule> candidates = byRoute.get(happening.route());
        if (candidates == null) {
            return Optional.empty();
        }
        for (StageRule rule : candidates) {
            if (rule.when().matches(happening)) {
                return Optional.of(stages.get(rule.stage()));
            }
        }
        return Optional.empty();
    }

    /** All stages, in the order of their first rules. */
    public List<Stage> stages() {
        return List.copyOf(stages.values());
    }

    /**
     * The rules that can never match, since their route is not one of those that are told apart.
     *
     * @param inbound templates of requests
     * @param outbound templates of calls
     */
    public List<StageRule> unreachable(Set<String> inbound, Set<String> outbound) {
        return rules.stream()
                .filter(rule -> {
                    RequestRule request = rule.when().request();
                    return !(request.direction().equals(Happening.IN) ? inbound : outbound).contains(request.route());
                })
                .toList();
    }
}
