package dev.loupe.relay.postgres.session;

/** How long a session's client did not read what it was sent. */
final class Stalls {
    private boolean stalls;
    private long since;
    private long before;

    void change(boolean nowStalls, long now) {
        if (stalls && !nowStalls) {
            before += now - since;
        } else if (!stalls && nowStalls) {
            since = now;
        }
        stalls = nowStalls;
    }

    long until(long now) {
        return stalls ? before + now - since : before;
    }
}
