package dev.loupe.bench.truth;

import dev.loupe.relay.postgres.PostgresPath;
import dev.loupe.relay.postgres.SessionObserver;

/** Stands before a path and notes for the ledger which statement it is shown when. Hides the ledger's marks from nobody. */
final class WatchedPath implements PostgresPath {
    private final PostgresPath path;
    private final Ledger ledger;
    private final Sightings sightings;
    private final UniqueClock clock;

    WatchedPath(PostgresPath path, Ledger ledger, Sightings sightings, UniqueClock clock) {
        this.path = path;
        this.ledger = ledger;
        this.sightings = sightings;
        this.clock = clock;
    }

    @Override
    public SessionObserver begin() {
        return new WatchedSession(path.begin(), ledger, sightings, clock);
    }

    @Override
    public void refused(Refusal refusal) {
        ledger.failed("a session was refused: " + refusal);
        path.refused(refusal);
    }

    @Override
    public void lost(Throwable why) {
        ledger.failed("an observer failed: " + why);
        path.lost(why);
    }
}
