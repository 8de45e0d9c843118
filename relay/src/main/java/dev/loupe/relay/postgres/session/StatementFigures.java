package dev.loupe.relay.postgres.session;

/**
 * What all statements of one fingerprint took, since the process started.
 *
 * @param fingerprint 16 hex digits; {@code _OTHER} for all that there was no room to tell apart
 * @param summary such as {@code SELECT orders}
 * @param text sanitised
 * @param calls how many are over
 * @param errors how many of them failed
 * @param totalSeconds of all of them, as the client saw them
 * @param maxSeconds of the longest
 * @param rows returned or touched
 * @param lockWaitSeconds that they were seen to wait for locks
 * @param lastTraceId of the last slow or failed one, else of the last; 32 hex digits, empty if none left a span
 */
public record StatementFigures(
        String fingerprint,
        String summary,
        String text,
        long calls,
        long errors,
        double totalSeconds,
        double maxSeconds,
        long rows,
        double lockWaitSeconds,
        String lastTraceId) {
    /** Of one, on average; 0 if there was none. */
    public double meanSeconds() {
        return calls == 0 ? 0 : totalSeconds / calls;
    }
}
