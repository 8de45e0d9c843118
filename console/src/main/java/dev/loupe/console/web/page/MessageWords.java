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
            case "closed_before_confirm" -> "its channel or connection was closed before the confirm";
            case "connection_broke" -> "sent without a confirm, and the connection broke";
            case "published_twice" -> "it was published twice";
            case "delivered_twice" -> "it was delivered twice, and no redelivery explains it";
            case "retried" -> "it was published again without need";
            default -> reason.replace('_', ' ');
        };
    }

    /** Whether a step is not how it should be. */
    static boolean isBad(String what) {
        return begins(what, "died", "lost", "returned", "rejected", "closed", "connection broke", "late", "stuck")
                || begins(what, "delivered again", "published again");
    }

    /** Whether it begins with one of these words. */
    static boolean begins(String what, String... words) {
        return Stream.of(words).anyMatch(what::startsWith);
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
