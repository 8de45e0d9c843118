package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.Publish.Kind;
import java.util.List;

/** Why a queue delivers a message that it has delivered before; see RATIONALE.md. */
enum Recurrence {
    /** It has not, as far as that is remembered. */
    NONE("delivered"),
    /** The broker says that it may have been delivered before, or it was put back. */
    REDELIVERED("redelivered"),
    /** It has died since, and came back. */
    DIED("delivered after it died"),
    /** Somebody has published it again on purpose. */
    PASSED_ON("delivered, published anew"),
    /** Its publisher has published it again, since it had no confirm. */
    RETRIED("delivered again: published again without need"),
    /** Its publisher has published it twice. */
    PUBLISHED_TWICE("delivered again: published twice"),
    /** Nothing explains it. */
    TWICE("delivered again");

    private final String words;

    Recurrence(String words) {
        this.words = words;
    }

    /** As a step of a message's life. */
    String words() {
        return words;
    }

    /** Whether its consumer gets what it has had. */
    boolean isDuplicate() {
        return this == RETRIED || this == PUBLISHED_TWICE || this == TWICE;
    }

    /** As a label of metrics. */
    String reason() {
        return switch (this) {
            case RETRIED -> "retried";
            case PUBLISHED_TWICE -> "published_twice";
            default -> "delivered_twice";
        };
    }

    /**
     * @param last the last delivery from the same queue; null if none is remembered
     * @param deaths sum of the counts in {@code x-death} now
     * @param publishes all that are remembered
     */
    static Recurrence of(Handover last, boolean redelivered, int deaths, List<Publish> publishes) {
        if (redelivered) {
            return REDELIVERED;
        }
        if (last == null) {
            return NONE;
        }
        if (last.isBack()) {
            return REDELIVERED;
        }
        if (deaths > last.deaths) {
            return DIED;
        }
        if (publishes.stream().anyMatch(publish -> publish.number > last.number && isOnPurpose(publish))) {
            return PASSED_ON;
        }
        if (publishes.stream().anyMatch(publish -> publish.kind == Kind.RETRY)) {
            return RETRIED;
        }
        return publishes.stream().anyMatch(publish -> publish.kind == Kind.AGAIN) ? PUBLISHED_TWICE : TWICE;
    }

    /** The first that we see to a destination, after it was delivered, is from someone who had it from there. */
    private static boolean isOnPurpose(Publish publish) {
        return publish.kind == Kind.PASSED_ON || publish.kind == Kind.FIRST;
    }
}
