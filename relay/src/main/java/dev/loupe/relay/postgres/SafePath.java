package dev.loupe.relay.postgres;

/** Stands between the relay and a path: what the path throws costs what it was told, never the traffic. */
final class SafePath {
    private final PostgresPath path;

    SafePath(PostgresPath path) {
        this.path = path;
    }

    SafeSession begin() {
        return SafeSession.begin(this, path);
    }

    void refused(PostgresPath.Refusal refusal) {
        try {
            path.refused(refusal);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            lost(e);
        }
    }

    void lost(Throwable why) {
        try {
            path.lost(why);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // The counter of lost observations is itself lost; there is nobody left to tell.
            return;
        }
    }
}
