package dev.loupe.demo.company;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Got;
import dev.loupe.demo.ledger.Ledger;
import dev.loupe.demo.ledger.Period;
import dev.loupe.demo.ledger.Taken;
import dev.loupe.telemetry.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What something was done for, in words, whether for a request or for a message, and whether the ledger itself leaves room for
 * doubt.
 */
final class Causes {
    private static final int ACCEPTED = 202;

    /** A sidecar knows of a request a little earlier than the service, and a little longer. */
    private static final long MARGIN_NANOS = 250_000_000;

    private final List<Reason> reasons = new ArrayList<>();
    private final Map<Act.Cause, Reason> byCause = new HashMap<>();
    private final UnaryOperator<String> pseudonym;

    /** @param pseudonym of an order */
    Causes(List<Taken> taken, List<Got> got, UnaryOperator<String> pseudonym) {
        this.pseudonym = pseudonym;
        for (Taken request : taken) {
            String operation = request.request().operation();
            add(
                    new Act.Cause(request.request().service(), operation, "", request.number()),
                    new Reason(
                            new Act.Cause(
                                    request.request().service(),
                                    operation,
                                    request.request().order(),
                                    request.number()),
                            request.request().status() == ACCEPTED,
                            request.when()));
        }
        for (Got message : got) {
            add(withoutOrder(message.cause()), new Reason(message.cause(), false, message.when()));
        }
    }

    static Causes of(Ledger ledger, UnaryOperator<String> pseudonym) {
        return new Causes(ledger.taken(), ledger.got(), pseudonym);
    }

    private void add(Act.Cause key, Reason reason) {
        reasons.add(reason);
        byCause.put(key, reason);
    }

    /** A request or a message with the order that it turned out to be about. */
    private record Reason(Act.Cause cause, boolean accepted, Period when) {}

    /**
     * Requests and messages that something may have been done for.
     *
     * @param named those that its span leads to, in words
     * @param unnamed whether there are more
     */
    record Candidates(Set<String> named, boolean unnamed) {}

    /**
     * Something that a service did.
     *
     * @param cause what it was done for
     * @param keyed whether the order's number was in it
     * @param when it was done
     */
    record Deed(Act.Cause cause, boolean keyed, Period when) {}

    /** What something was done for. */
    String of(Act.Cause cause) {
        Reason reason = byCause.get(withoutOrder(cause));
        if (reason == null && cause.operation().isEmpty()) {
            return cause.service() + ", by itself";
        }
        Act.Cause known = reason == null ? cause : reason.cause();
        return words(known.service(), known.operation(), pseudonym(known.order()));
    }

    static String words(String service, String operation, String order) {
        return service + ", for " + operation + (order.isEmpty() ? "" : " about " + order);
    }

    /** The same of the span of a request or a message. */
    static String words(Sight reason) {
        String operation = reason.isRequest() ? reason.name() : Got.from(reason.said(Names.QUEUE_NAME));
        return words(reason.service(), operation, reason.order());
    }

    private static Act.Cause withoutOrder(Act.Cause cause) {
        return new Act.Cause(cause.service(), cause.operation(), "", cause.request());
    }

    /** As traces know an order; empty for none. */
    String pseudonym(String order) {
        return order.isEmpty() ? "" : pseudonym.apply(order);
    }

    /**
     * Whether a deed may be the one of a span that only leads to several requests. One with an order's number in it is, if
     * several requests about that order went on at the same time or had been accepted; one without is, if it is the work of
     * none, or its own request is among those.
     *
     * @param candidates the requests that it may have been done for
     */
    boolean leaveRoom(Deed deed, Sight sight, Candidates candidates) {
        boolean orderIsKnown = !deed.cause().order().isEmpty();
        if (orderIsKnown
                && deed.keyed() != sight.order().equals(pseudonym(deed.cause().order()))) {
            return false;
        }
        if (deed.cause().operation().isEmpty()) {
            return candidates.unnamed() || !candidates.named().isEmpty();
        }
        return (candidates.unnamed() || candidates.named().contains(of(deed.cause())))
                && (!deed.keyed() || areSeveral(deed));
    }

    /** Whether several requests or messages about its order went on at the same time, or had been accepted. */
    boolean areSeveral(Deed deed) {
        return reasons.stream()
                .filter(other -> other.cause().service().equals(deed.cause().service()))
                .filter(other -> !withoutOrder(other.cause()).equals(withoutOrder(deed.cause())))
                .filter(other -> other.cause().order().equals(deed.cause().order()))
                .anyMatch(other -> other.accepted() || other.when().touches(deed.when(), MARGIN_NANOS));
    }
}
