package dev.loupe.relay.postgres.monitor;

import dev.loupe.relay.postgres.blame.Activity;
import dev.loupe.relay.postgres.blame.Backend;
import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.relay.postgres.blame.BlameBook;
import dev.loupe.relay.postgres.blame.DatabaseClock;
import dev.loupe.relay.postgres.blame.Exchange;
import dev.loupe.relay.postgres.blame.WaitSeen;
import dev.loupe.telemetry.privacy.Seal;
import io.vertx.core.Future;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks at the server while one of our statements runs long, and as often as is worth it: a statement that has run for a minute
 * without waiting is not looked at 20 times in the next second. Touched on one event loop, but for {@link #waits}.
 */
final class BlameLoop {
    /** A wait that is shorter than this part of what its statement has taken so far may be missed. */
    private static final int PART = 10;

    private static final long SELDOM_NANOS = Duration.ofSeconds(1).toNanos();

    private final MonitorSettings.Blame settings;
    private final Backends backends;
    private final Optional<Seal> seal;
    private final ExchangeTraffic traffic;
    private final String database;
    private volatile Optional<Watched> watched = Optional.empty();

    /** @param database as the configuration names it */
    BlameLoop(
            MonitorSettings.Blame settings,
            Backends backends,
            Optional<Seal> seal,
            ExchangeTraffic traffic,
            String database) {
        this.settings = settings;
        this.backends = backends;
        this.seal = seal;
        this.traffic = traffic;
        this.database = database;
    }

    /** What there is while there is a connection. */
    private static final class Watched {
        private final MonitorConnection connection;
        private final PreparedStatement question;
        private final BlameBook book;
        private final DatabaseClock clock;
        private Optional<Activity> last = Optional.empty();
        private boolean looking;
        private long nextNanos = System.nanoTime();

        Watched(MonitorConnection connection, PreparedStatement question, BlameBook book, DatabaseClock clock) {
            this.connection = connection;
            this.question = question;
            this.book = book;
            this.clock = clock;
        }
    }

    /** There is a connection. */
    Future<Void> begin(MonitorConnection connection) {
        return connection.prepare(ActivityQuery.sql(connection.facts())).compose(question -> {
            DatabaseClock clock = new DatabaseClock();
            Exchange exchange = new Exchange(connection.facts().database(), backends, clock, seal, System::nanoTime);
            BlameBook book = new BlameBook(database, backends, exchange, clock);
            Watched begun = new Watched(connection, question, book, clock);
            watched = Optional.of(begun);
            return traffic.begin(connection, exchange, () -> relook(begun)).compose(listening -> look(begun));
        });
    }

    /** The connection is lost. */
    void end() {
        watched.ifPresent(was -> was.book.blind());
        watched = Optional.empty();
        traffic.end();
    }

    /** It is time to look, perhaps. */
    void tick() {
        watched.filter(now -> !now.looking && isDue(now)).ifPresent(this::look);
    }

    /** Reads the server's clock, at least, since questions of other processes are answered by it. */
    void readClock() {
        watched.filter(now -> !now.looking).ifPresent(this::look);
    }

    /** Thread-safe. */
    List<WaitSeen> waits() {
        return watched.map(now -> now.book.waits()).orElse(List.of());
    }

    private boolean isDue(Watched now) {
        long nanos = System.nanoTime();
        if (nanos - now.nextNanos < 0) {
            return false;
        }
        if (now.book.anyWaits()) {
            return true;
        }
        long since = now.last.map(Activity::afterNanos).map(at -> nanos - at).orElse(Long.MAX_VALUE);
        for (Backend backend : backends.all()) {
            OptionalLong began = backend.runningSince();
            if (began.isPresent()) {
                long age = nanos - began.getAsLong();
                if (age >= settings.after().toNanos() && since >= Math.min(age / PART, SELDOM_NANOS)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Future<Void> look(Watched now) {
        now.looking = true;
        long before = System.nanoTime();
        return now.connection
                .ask(now.question)
                .<Void>map(rows -> looked(now, rows, before))
                .onComplete(result -> {
                    long after = System.nanoTime();
                    now.looking = false;
                    // Who answers slowly is asked less often, so that at most half of a busy server's time is ours.
                    now.nextNanos = after + (after - before);
                })
                .otherwiseEmpty();
    }

    private Void looked(Watched now, RowSet<Row> rows, long before) {
        Activity activity = ActivityQuery.read(rows, before, System.nanoTime(), now.clock);
        now.last = Optional.of(activity);
        now.book.look(activity);
        traffic.send();
        return null;
    }

    /** More is known of those who were seen last. */
    private void relook(Watched now) {
        now.last.ifPresent(activity -> {
            if (now.book.anyWaits()) {
                now.book.look(activity);
            }
        });
    }
}
