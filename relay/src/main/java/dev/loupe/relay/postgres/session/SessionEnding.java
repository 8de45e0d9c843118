package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.SessionObserver.SessionEnd;
import dev.loupe.relay.postgres.SessionObserver.Side;

/** What becomes of statements and a transaction that are not over when their session ends. */
final class SessionEnding {
    private SessionEnding() {}

    static void end(Conversation talk, ServerSide server, SessionEnd end, long now) {
        String by = by(end.by());
        talk.pipeline().pending().forEach(run -> talk.broken(run, by, now));
        server.endSuspended(now);
        Transaction.Outcome outcome;
        if (talk.isEndedByServer()) {
            outcome = Transaction.Outcome.FAILED;
        } else {
            // Who says goodbye inside a transaction gives it up.
            outcome = end.orderly() ? Transaction.Outcome.ROLLED_BACK : Transaction.Outcome.BROKEN;
        }
        talk.transactions().ended(outcome, now);
        talk.pipeline().clear();
    }

    private static String by(Side side) {
        return switch (side) {
            case CLIENT -> "client";
            case SERVER -> "server";
            case RELAY -> "proxy";
        };
    }
}
