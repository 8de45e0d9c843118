package dev.loupe.console.web.page;

import dev.loupe.console.web.Brokers.Trouble;
import java.util.Optional;

/**
 * A message that something went wrong with, as a line of a table.
 *
 * @param lifeHref page of its life; empty if that is no longer held
 * @param traceHref page of its trace; empty if it is nowhere
 * @param orderHref page of the order's journey; empty if there is none
 */
record TroubleRow(
        String broker,
        Trouble trouble,
        Optional<String> lifeHref,
        Optional<String> traceHref,
        Optional<String> orderHref) {
    String kind() {
        return TroubleKind.label(trouble.kind());
    }

    boolean isLoss() {
        return TroubleKind.isLoss(trouble.kind());
    }

    String reason() {
        return MessageWords.reason(trouble.kind(), trouble.reason());
    }

    /** The queue that it was in, or else where it was sent. */
    String place() {
        return trouble.queue().isEmpty() ? trouble.destination() : trouble.queue();
    }
}
