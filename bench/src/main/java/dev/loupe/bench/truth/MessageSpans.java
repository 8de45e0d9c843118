package dev.loupe.bench.truth;

import dev.loupe.bench.sink.ReceivedSpan;
import dev.loupe.telemetry.Names;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Finds the spans of messages by the {@code message-id} that their senders gave them, which holds their number. */
final class MessageSpans {
    private static final String TYPE = "messaging.operation.type";
    private static final String PUBLISH = "send";
    private static final String PROCESS = "process";

    private MessageSpans() {}

    /** The id of a message with that number. */
    static String id(int number) {
        return new UUID(0, number).toString();
    }

    /** Spans of publishes, by number. */
    static Map<Integer, ReceivedSpan> published(Collection<ReceivedSpan> all, Ledger ledger) {
        return of(PUBLISH, all, ledger);
    }

    /** Spans of deliveries, by number. */
    static Map<Integer, ReceivedSpan> delivered(Collection<ReceivedSpan> all, Ledger ledger) {
        return of(PROCESS, all, ledger);
    }

    private static Map<Integer, ReceivedSpan> of(String type, Collection<ReceivedSpan> all, Ledger ledger) {
        Map<Integer, ReceivedSpan> found = new HashMap<>();
        for (ReceivedSpan span : all) {
            String id = span.texts().get(Names.MESSAGE_ID.getKey());
            if (id == null || !type.equals(span.texts().get(TYPE))) {
                continue;
            }
            int number = (int) UUID.fromString(id).getLeastSignificantBits();
            if (found.put(number, span) != null) {
                ledger.failed("message " + number + " has two spans of " + type);
            }
        }
        return found;
    }
}
