package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What outcomes and settlements are called, and which are failures. */
final class Outcomes {
    private static final Map<Outcome, String> OUTCOMES = texts(Outcome.class);
    private static final Map<Settlement, String> SETTLEMENTS = texts(Settlement.class);

    private static final Set<Outcome> LOSSES = EnumSet.of(
            Outcome.NACKED, Outcome.UNROUTABLE, Outcome.CHANNEL_CLOSED, Outcome.CONNECTION_CLOSED, Outcome.UNKNOWN);

    /** Reply codes of AMQP 0-9-1, section 1.2 of its reference. */
    private static final Set<Integer> REPLY_CODES =
            Set.of(200, 311, 312, 313, 320, 402, 403, 404, 405, 406, 501, 502, 503, 504, 505, 506, 530, 540, 541);

    private Outcomes() {}

    private static <E extends Enum<E>> Map<E, String> texts(Class<E> type) {
        Map<E, String> texts = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            texts.put(value, value.name().toLowerCase(Locale.ROOT));
        }
        return texts;
    }

    static String text(Outcome outcome) {
        return OUTCOMES.get(outcome);
    }

    static String text(Settlement settlement) {
        return SETTLEMENTS.get(settlement);
    }

    /** Whether the message is lost, or nobody knows. */
    static boolean isLoss(Outcome outcome) {
        return LOSSES.contains(outcome);
    }

    static boolean isFailure(Outcome outcome) {
        return outcome == Outcome.RETURNED || isLoss(outcome);
    }

    /** Whether its broker has it, as far as anybody can tell. */
    static boolean isOk(Outcome outcome) {
        return outcome == Outcome.CONFIRMED
                || outcome == Outcome.COMMITTED
                || outcome == Outcome.SENT
                || outcome == Outcome.UNROUTABLE_INTENDED;
    }

    static boolean isOk(Settlement settlement) {
        return settlement == Settlement.ACKED || settlement == Settlement.AUTOMATIC;
    }

    /** Of a closed set; empty for none. */
    static String code(int replyCode) {
        return replyCode == 0 ? "" : REPLY_CODES.contains(replyCode) ? Integer.toString(replyCode) : "other";
    }
}
