package dev.loupe.demo.company;

import dev.loupe.demo.ledger.Ran;
import dev.loupe.demo.ledger.Taken;
import java.util.List;
import java.util.Map;
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

    /** The request that a statement was run for. */
    String of(Ran statement) {
        String service = statement.cause().service();
        Taken cause = cause(statement);
        if (cause == null) {
            return statement.cause().operation().isEmpty()
                    ? service + ", by itself"
                    : words(service, statement.cause().operation(), known(statement.cause().order()));
        }
        return words(service, cause.request().operation(), known(cause.request().order()));
    }

    static String words(String service, String operation, String order) {
        return service + ", for " + operation + (order.isEmpty() ? "" : " about " + order);
    }

    private Taken cause(Ran statement) {
        return byNumber.get(statement.cause().service() + ' ' + statement.cause().request());
    }

    private String known(String order) {
        return order.isEmpty() ? "" : pseudonym.apply(order);
    }

    /**
     * Whether several requests could have been the reason: for a statement with the order's number in it, those about the same
     * order that went on at the same time, or that were accepted before; for another, any at the same time.
     */
    boolean areSeveral(Ran statement) {
        if (!statement.keyed() && !isInTransactionWithKey(statement)) {
            return true;
        }
        return taken.stream()
                .filter(other -> other.request().service().equals(statement.cause().service()))
                .filter(other -> other.number() != statement.cause().request())
                .filter(other -> other.request().order().equals(statement.cause().order()))
                .anyMatch(other -> other.request().status() == ACCEPTED
                        || other.when().touches(statement.when(), MARGIN_NANOS));
    }

    private static boolean isInTransactionWithKey(Ran statement) {
        return statement.transaction() > 0 && !statement.cause().order().isEmpty();
    }
}
