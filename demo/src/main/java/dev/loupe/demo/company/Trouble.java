package dev.loupe.demo.company;

import dev.loupe.telemetry.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Something that went wrong with a message, as its span says.
 *
 * @param kind what
 * @param where destination or queue
 * @param why in words
 */
record Trouble(Kind kind, String where, String why) {
    private static final Set<String> LOST = Set.of("unroutable", "returned", "nacked");

    /** What can go wrong. */
    enum Kind {
        /** It reached no queue. */
        LOST,
        /** Its consumer could not read it. */
        DEAD,
        /** It was there before. */
        DUPLICATE,
        /** It was too long in its queue. */
        LATE
    }

    /** All of a span's; none for most. */
    static List<Trouble> all(Sight sight) {
        List<Trouble> all = new ArrayList<>();
        if (sight.isPublish() && LOST.contains(sight.said(Names.MESSAGE_OUTCOME))) {
            all.add(new Trouble(Kind.LOST, sight.said(Names.MESSAGING_DESTINATION), unroutable(sight)));
        }
        if (sight.isDelivery() && !sight.said(Names.MESSAGE_DEATH_QUEUE).isEmpty()) {
            all.add(new Trouble(
                    Kind.DEAD,
                    sight.said(Names.MESSAGE_DEATH_QUEUE),
                    sight.said(Names.MESSAGE_DEATH_REASON) + " there"));
        }
        if (!sight.said(Names.MESSAGE_DUPLICATE_OF_TRACE).isEmpty()) {
            String times = sight.isPublish() ? "published for the second time" : "delivered for the second time";
            all.add(new Trouble(Kind.DUPLICATE, where(sight), times));
        }
        if (Boolean.TRUE.equals(sight.values().get(Names.MESSAGE_LATE))) {
            String why = String.format(Locale.ROOT, "%.2f s in its queue", sight.number(Names.MESSAGE_QUEUE_TIME));
            all.add(new Trouble(Kind.LATE, where(sight), why));
        }
        return all;
    }

    /** The kinds of a span's. */
    static List<Kind> of(Sight sight) {
        return all(sight).stream().map(Trouble::kind).toList();
    }

    private static String where(Sight sight) {
        return sight.isPublish() ? sight.said(Names.MESSAGING_DESTINATION) : sight.said(Names.QUEUE_NAME);
    }

    private static String unroutable(Sight sight) {
        String outcome = sight.said(Names.MESSAGE_OUTCOME);
        return outcome.equals("unroutable") ? "no queue takes what has this key" : outcome;
    }
}
