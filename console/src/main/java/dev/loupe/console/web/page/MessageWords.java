package dev.loupe.console.web.page;

import java.util.stream.Stream;

/** What pages say of messages in place of the protocol's words. */
final class MessageWords {
    private MessageWords() {}

    /** Why, as the end of a sentence; empty if the kind says all. */
    static String reason(String kind, String reason) {
        return switch (reason) {
            case "" -> byKind(kind);
            case "unroutable" -> "no queue took it";
            case "nacked" -> "the broker refused it";
            case "expired" -> "it expired in its queue";
            case "maxlen" -> "its queue was full";
            case "rejected" -> "a consumer rejected it";
            case "delivery_limit" -> "it was delivered too often";
            case "channel_closed" -> "its channel was closed before the confirm";
            case "connection_closed" -> "its connection ended before the confirm";
            case "published" -> "it was published twice";
            case "delivered" -> "it was delivered twice";
            default -> reason.replace('_', ' ');
        };
    }

    /** Whether a step is not how it should be. */
    static boolean isBad(String what) {
        return Stream.of(
                        "died",
                        "lost",
                        "nacked",
                        "unroutable",
                        "returned",
                        "rejected",
                        "unknown",
                        "closed",
                        "late",
                        "stuck")
                .anyMatch(what::startsWith);
    }

    private static String byKind(String kind) {
        return switch (kind) {
            case "unknown" -> "sent without a confirm, and the connection broke";
            case "duplicate" -> "no redelivery explains it";
            case "late" -> "too long in its queue";
            case "stuck" -> "neither acknowledged nor rejected";
            default -> "";
        };
    }
}
