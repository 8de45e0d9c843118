package dev.loupe.demo.company;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Handled;
import dev.loupe.demo.ledger.Ledger;
import dev.loupe.demo.ledger.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Holds what the spans say against what the services wrote down: which requests were answered, about which order, and what
 * was done elsewhere for each. The tracing has never seen the services' ledger.
 */
final class TraceCheck {
    private static final String NOTHING = "0000000000000000";

    private final Ledger ledger;
    private final Causes causes;
    private final Candidacy candidacy;
    private final Map<String, Predicate<String>> excluded;
    private final Map<String, Sight> bySpan;
    private final Map<String, List<Sight>> byParent;
    private final List<Sight> sights;

    /**
     * A check of what there is now.
     *
     * @param pseudonym of an order
     * @param excluded for each service that has a sidecar, which of its requests leave no span
     */
    TraceCheck(
            Ledger ledger,
            List<Sight> sights,
            UnaryOperator<String> pseudonym,
            Map<String, Predicate<String>> excluded) {
        this.ledger = ledger;
        this.sights = sights;
        this.causes = Causes.of(ledger, pseudonym);
        this.candidacy = new Candidacy(sights);
        this.excluded = excluded;
        this.bySpan = sights.stream().collect(Collectors.toMap(Sight::span, Function.identity(), (a, b) -> a));
        this.byParent = sights.stream().collect(Collectors.groupingBy(Sight::parent));
    }

    static TraceCheck of(Company company) {
        return new TraceCheck(company.ledger(), company.sights(), company::pseudonym, company.excluded());
    }

    /** One line for each difference; none if the traces tell the truth, all of it, and nothing else. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        requests(differences);
        calls(differences);
        chains(differences);
        return differences;
    }

    private void requests(List<String> differences) {
        List<String> seen = new ArrayList<>();
        for (Sight sight : sights) {
            if (sight.isRequest() && isOfService(sight)) {
                seen.add(answered(sight.service(), sight.name(), sight.order(), sight.status()));
            }
        }
        List<String> done = new ArrayList<>();
        for (Handled request : ledger.handled()) {
            if (!excluded.get(request.service()).test(request.operation())) {
                done.add(answered(
                        request.service(), request.operation(), causes.pseudonym(request.order()), request.status()));
            }
        }
        compare(done, seen, List.of(), differences);
    }

    /** What is done for a request that leaves no span may be seen, but only by itself. */
    private void calls(List<String> differences) {
        List<Act> open = new ArrayList<>();
        List<String> optional = new ArrayList<>();
        for (Act act : ledger.acts()) {
            Act.Cause cause = act.cause();
            boolean leavesNone = !cause.operation().isEmpty()
                    && excluded.get(cause.service()).test(cause.operation());
            if (leavesNone) {
                optional.add(call(cause.service() + ", by itself", what(act)));
            } else {
                open.add(act);
            }
        }
        OpenDeeds<Act> deeds = new OpenDeeds<>(open, this::words, act -> causes.areSeveral(deed(act)));
        List<String> seen = new ArrayList<>();
        List<Sight> doubtful = new ArrayList<>();
        for (Sight sight : sights) {
            if (sight.isCall() && isOfService(sight)) {
                String words = words(sight);
                if (sight.evidence().equals(Candidacy.AMBIGUOUS)) {
                    doubtful.add(sight);
                } else if (!deeds.takes(words)) {
                    seen.add(words);
                }
            }
        }
        Matching<Act> matching = new Matching<>(doubtful, deeds.left(), this::mayBe);
        matching.without().forEach(sight -> seen.add(words(sight)));
        compare(matching.left().stream().map(this::words).toList(), seen, optional, differences);
    }

    private String words(Act act) {
        return call(causes.of(act.cause()), what(act));
    }

    private String words(Sight sight) {
        Sight cause = bySpan.get(sight.parent());
        String why = cause == null ? sight.service() + ", by itself" : Causes.words(cause);
        return call(why, what(sight.peer(), sight.name(), sight.order()));
    }

    private static Causes.Deed deed(Act act) {
        return new Causes.Deed(act.cause(), !act.order().isEmpty(), new Period(act.at(), act.at()));
    }

    /** Whether a call that could be of several is this one, as the ledger has it too. */
    private boolean mayBe(Act act, Sight call) {
        return act.cause().service().equals(call.service())
                && what(act).equals(what(call.peer(), call.name(), call.order()))
                && causes.leaveRoom(deed(act), call, candidacy.of(call));
    }

    /** Every call is a request at the other end, of the same trace, directly below it. */
    private void chains(List<String> differences) {
        for (Sight call : sights) {
            if (call.isCall() && isOfService(call)) {
                List<Sight> below = byParent.getOrDefault(call.span(), List.of());
                boolean continued = below.size() == 1
                        && below.get(0).service().equals(call.peer())
                        && below.get(0).name().equals(call.name())
                        && below.get(0).trace().equals(call.trace());
                if (!continued) {
                    differences.add("goes on nowhere, or in several places: " + call);
                }
            } else if (call.isRequest() && !call.parent().equals(NOTHING) && !bySpan.containsKey(call.parent())) {
                differences.add("has a parent that nobody saw: " + call);
            }
        }
    }

    private boolean isOfService(Sight sight) {
        return excluded.containsKey(sight.service());
    }

    private static String answered(String service, String operation, String order, long status) {
        return service + " answered " + operation + about(order) + " with " + status;
    }

    private static String call(String why, String what) {
        return why + ", asked " + what;
    }

    private String what(Act act) {
        return what(act.peer(), act.operation(), causes.pseudonym(act.order()));
    }

    private static String what(String peer, String operation, String order) {
        return peer + " for " + operation + about(order);
    }

    private static String about(String order) {
        return order.isEmpty() ? "" : " about " + order;
    }

    private static void compare(List<String> done, List<String> seen, List<String> optional, List<String> differences) {
        Balance balance = new Balance();
        done.forEach(balance::done);
        seen.forEach(balance::seen);
        optional.forEach(balance::optional);
        balance.tell(differences);
    }

    /** In words, for those who want to know how much was compared. */
    String extent() {
        long requests =
                sights.stream().filter(s -> s.isRequest() && isOfService(s)).count();
        Map<String, Long> byEvidence = sights.stream()
                .filter(s -> s.isCall() && isOfService(s))
                .collect(Collectors.groupingBy(Sight::evidence, TreeMap::new, Collectors.counting()));
        long calls = byEvidence.values().stream().mapToLong(Long::longValue).sum();
        String evidence = byEvidence.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return requests + " requests and " + calls + " calls (" + evidence + ")";
    }
}
