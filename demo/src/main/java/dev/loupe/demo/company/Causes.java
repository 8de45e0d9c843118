package dev.loupe.demo.company;

import dev.loupe.demo.ledger.Ran;
import dev.loupe.demo.ledger.Taken;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What statements were run for, in words, and whether the ledger itself leaves room for doubt. */
final class Causes {
    private static final long ACCEPTED = 202;

    /** A sidecar knows of a request a little earlier than the service, and a little longer. */
    private static final long MARGIN_NANOS = 250_000_000;

    private final List<Taken> taken;
    private final Map<String, Taken> byNumber;
    private final UnaryOperator<String> pseudonym;

    /** @param pseudonym of an order */
    Causes(List<Taken> taken, UnaryOperator<String> pseudonym) {
        this.taken = taken;
        this.byNumber = taken.stream()
                .collect(Collectors.toMap(
                        request -> request.request().service() + ' ' + request.number(), Function.identity()));
        this.pseudonym = pseudonym;
    }

    /**
     * Requests that a statement may have been run for.
     *
     * @param named those that its span leads to, in words
     * @param unnamed whether there are more
     */
    record Candidates(Set<String> named, boolean unnamed) {}

    /** The request that a statement was run for. */
    String of(Ran statement) {
        String service = statement.cause().service();
        Taken cause = cause(statement);
        if (cause == null) {
            return statement.cause().operation().isEmpty()
                    ? service + ", by itself"
                    : words(
                            service,
                            statement.cause().operation(),
                            known(statement.cause().order()));
        }
        return words(service, cause.request().operation(), known(cause.request().order()));
    }

    static String words(String service, String operation, String order) {
        return service + ", for " + operation + (order.isEmpty() ? "" : " about " + order);
    }

    private Taken cause(Ran statement) {
        return byNumber.get(
                statement.cause().service() + ' ' + statement.cause().request());
    }

    private String known(String order) {
        return order.isEmpty() ? "" : pseudonym.apply(order);
    }

    /**
     * Whether a statement may be the one of a span that only leads to several requests. One with an order's number in it is,
     * if several requests about that order went on at the same time or had been accepted; one without is, if it is the work of
     * none, or its own request is among those.
     *
     * @param candidates the requests that it may have been run for
     */
    boolean leaveRoom(Ran statement, Sight sight, Candidates candidates) {
        boolean orderIsKnown = !statement.cause().order().isEmpty();
        if (orderIsKnown
                && statement.keyed()
                        != sight.order().equals(known(statement.cause().order()))) {
            return false;
        }
        if (statement.cause().operation().isEmpty()) {
            return candidates.unnamed() || !candidates.named().isEmpty();
        }
        return (candidates.unnamed() || candidates.named().contains(of(statement)))
                && (!statement.keyed() || areSeveral(statement));
    }

    private boolean areSeveral(Ran statement) {
        return taken.stream()
                .filter(other ->
                        other.request().service().equals(statement.cause().service()))
                .filter(other -> other.number() != statement.cause().request())
                .filter(other ->
                        other.request().order().equals(statement.cause().order()))
                .anyMatch(other ->
                        other.request().status() == ACCEPTED || other.when().touches(statement.when(), MARGIN_NANOS));
    }
}
