package dev.loupe.relay.postgres.monitor;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.metrics.Reported;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;

/**
 * Keeps the connection, and does over it what is to be done: figures, blame, plans. While the database is down it tries again,
 * less and less often, and says nothing but that.
 */
final class MonitorVerticle extends VerticleBase {
    private static final long FIRST_RETRY_MILLIS = 1_000;
    private static final long LAST_RETRY_MILLIS = 60_000;
    private static final long PLANS_MILLIS = 500;
    private static final String RIGHTS = "rights";

    private final MonitorSettings settings;
    private final String database;
    private final Logger log;
    private final Reported instruments;
    private final Grievances grievances;
    private final FigureRound figures;
    private final Optional<BlameLoop> blame;
    private final Optional<PlanLoop> plans;
    private final Reported.Values up;
    private final Random random = new Random();
    private volatile Optional<MonitorConnection> connection = Optional.empty();
    private volatile String serverVersion = "";
    private boolean saidDown;
    private boolean closing;
    private long retryMillis = FIRST_RETRY_MILLIS;

    MonitorVerticle(
            MonitorSettings settings,
            String database,
            Logger log,
            Reported instruments,
            Grievances grievances,
            Optional<BlameLoop> blame,
            Optional<PlanLoop> plans) {
        this.settings = settings;
        this.database = database;
        this.log = log;
        this.instruments = instruments;
        this.grievances = grievances;
        this.figures = new FigureRound(instruments, grievances);
        this.blame = blame;
        this.plans = plans;
        this.up = instruments.longs(Names.METRIC_DB_UP, "1", "Whether the database answers its monitor");
        up.set(0);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(settings.interval().toMillis(), id -> round());
        blame.ifPresent(
                loop -> vertx.setPeriodic(settings.blame().orElseThrow().every().toMillis(), id -> loop.tick()));
        plans.ifPresent(loop -> vertx.setPeriodic(PLANS_MILLIS, id -> connection.ifPresent(loop::tick)));
        connect();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        closing = true;
        Optional<MonitorConnection> last = connection;
        lost();
        instruments.close();
        return last.map(open -> open.raw().close())
                .orElse(Future.succeededFuture())
                .otherwiseEmpty();
    }

    private void connect() {
        MonitorConnection.open(vertx, settings, database)
                .onSuccess(this::opened)
                .onFailure(this::down);
    }

    private void opened(MonitorConnection opened) {
        if (closing) {
            opened.raw().close();
            return;
        }
        connection = Optional.of(opened);
        serverVersion = opened.facts().versionText();
        opened.raw().closeHandler(closed -> {
            if (connection.filter(now -> now == opened).isPresent()) {
                lost();
                down(null);
            }
        });
        if (saidDown) {
            log.info("the monitor of {} has its connection back", database);
        }
        saidDown = false;
        retryMillis = FIRST_RETRY_MILLIS;
        up.set(1);
        checkRights(opened);
        blame.ifPresent(loop -> loop.begin(opened)
                .onFailure(failure ->
                        grievances.missing("blame", "nobody's lock waits are explained: " + Trouble.inWords(failure))));
        round();
    }

    private void checkRights(MonitorConnection opened) {
        if (opened.facts().seesAll()) {
            grievances.settled(RIGHTS);
        } else {
            grievances.missing(RIGHTS, "its role may not see what other sessions do; GRANT pg_monitor to it");
        }
    }

    private void lost() {
        connection = Optional.empty();
        up.set(0);
        figures.unknown();
        blame.ifPresent(BlameLoop::end);
    }

    /** @param why null if a connection that was there is gone */
    private void down(Throwable why) {
        if (closing) {
            return;
        }
        if (!saidDown) {
            saidDown = true;
            log.warn(
                    "the monitor of {} has no connection: {}; it tries again until it has one",
                    database,
                    why == null ? "the connection broke" : Trouble.inWords(why));
        }
        // Not all monitors at once.
        long delay = Math.max(1, (long) (retryMillis * (0.8 + 0.4 * random.nextDouble())));
        vertx.setTimer(delay, id -> connect());
        retryMillis = Math.min(LAST_RETRY_MILLIS, retryMillis * 2);
    }

    private void round() {
        connection.ifPresent(now -> figures.take(now).onComplete(done -> {
            if (connection.filter(still -> still == now).isPresent()) {
                blame.ifPresent(BlameLoop::readClock);
                renewIfPromoted(now);
            } else {
                figures.unknown();
            }
        }));
    }

    /** A standby that was promoted is another server: what was asked at the beginning is asked again. */
    private void renewIfPromoted(MonitorConnection now) {
        if (now.facts().standby()) {
            now.ask(ServerFacts.QUESTION)
                    .onSuccess(rows -> {
                        if (!ServerFacts.of(rows.iterator().next()).standby()) {
                            now.raw().close();
                        }
                    })
                    .onFailure(failure -> log.debug("a standby did not say whether it is one"));
        }
    }

    /** Thread-safe. */
    boolean isConnected() {
        return connection.isPresent();
    }

    /** Thread-safe. */
    String serverVersion() {
        return serverVersion;
    }
}
