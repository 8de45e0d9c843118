package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.correlation.BusinessKey;
import java.util.List;

/** Finds the order among what a message is about. */
final class Subject {
    private static final String ORDER = "order";

    private Subject() {}

    /** Pseudonym of the order; of whatever there is, if there is no order; else empty. */
    static String of(List<BusinessKey> keys) {
        for (BusinessKey key : keys) {
            if (key.kind().equals(ORDER)) {
                return key.pseudonym();
            }
        }
        return keys.isEmpty() ? "" : keys.get(0).pseudonym();
    }
}
