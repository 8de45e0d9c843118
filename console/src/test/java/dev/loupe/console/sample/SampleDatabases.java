package dev.loupe.console.sample;

import dev.loupe.console.web.Databases;
import dev.loupe.telemetry.Names;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** A jeweller's two databases, in one of which somebody does not let go of an order. */
public final class SampleDatabases implements Databases {
    private static final long MS = 1_000_000L;
    private static final String PLAN =
            """
            Update on orders  (cost=0.29..8.31 rows=0 width=0)
              ->  Index Scan using orders_pkey on orders  (cost=0.29..8.31 rows=1 width=46)
                    Index Cond: (id = $1)""";

    private final List<LockWait> waits = new CopyOnWriteArrayList<>();
    private final Instant now;
    private final String waiter;
    private final String culprit;
    private boolean down;

    private SampleDatabases(Instant now, String waiter, String culprit) {
        this.now = now;
        this.waiter = waiter;
        this.culprit = culprit;
    }

    /** What stood there then; the traces of a waiter and of its culprit are put among those. */
    public static SampleDatabases until(Instant now, SampleTraces traces) {
        SpanData holder = SampleSpan.named("PUT /orders/{order}/approval")
                .startedAt(now.minusMillis(9_400))
                .took(Duration.ofMillis(4_900))
                .with(Names.HTTP_STATUS, 204L)
                .ended();
        SpanData asked = SampleSpan.named("POST /orders/{order}/checkout")
                .startedAt(now.minusMillis(7_900))
                .took(Duration.ofMillis(3_600))
                .with(Names.HTTP_STATUS, 200L)
                .ended();
        SpanData waits = SampleSpan.named("UPDATE orders")
                .under(asked)
                .startedAt(now.minusMillis(7_870))
                .took(Duration.ofMillis(3_412))
                .with(Names.DB_QUERY_TEXT, "UPDATE orders SET state = $1 WHERE id = $2")
                .with(Names.LOCK_WAIT, 3.401)
                .with(Names.LOCK_TYPE, "transactionid")
                .with(Names.LOCK_MODE, "ShareLock")
                .with(Names.LOCK_RELATION, "orders")
                .with(Names.LOCK_BLOCKER_TRACE, holder.getTraceId())
                .with(Names.LOCK_BLOCKER_SPAN, holder.getSpanId())
                .with(Names.LOCK_BLOCKER_SUMMARY, "UPDATE orders")
                .with(Names.LOCK_BLOCKER_STATE, "idle in transaction")
                .linkedTo(holder)
                .ended();
        SpanData transaction = SampleSpan.named("transaction shop-db")
                .under(holder)
                .startedAt(now.minusMillis(9_350))
                .took(Duration.ofMillis(4_850))
                .with(Names.LOCK_CAUSED, 3.401)
                .with(Names.LOCK_CAUSED_WAITERS, 2L)
                .with(Names.LOCK_WAITER_TRACE, asked.getTraceId())
                .ended();
        String culprit = traces.keep("lock", holder, transaction);
        String waiter = traces.keep("lock", asked, waits);
        SampleDatabases sample = new SampleDatabases(now, waiter, culprit);
        sample.over("UPDATE orders", 7_870, 3_401, waiter, party("UPDATE orders", culprit, "idle in transaction"));
        sample.over("SELECT orders", 61_000, 840, "", new Party("", "", "active", "psql"));
        return sample;
    }

    /** Of the one who waited. */
    public String waiter() {
        return waiter;
    }

    /** Of the one who did not let go. */
    public String culprit() {
        return culprit;
    }

    /** From now on somebody waits, and the one in the way waits in turn. */
    public void waitHere(String summary) {
        waits.add(new LockWait(
                epochNanos(now.minusMillis(1_270)),
                1_270 * MS,
                false,
                party(summary, waiter, ""),
                "transactionid",
                "ShareLock",
                "orders",
                List.of(party("UPDATE prices", culprit, "active")),
                List.of("UPDATE prices waits for DELETE prices"),
                false));
    }

    /** Two that wait for each other. */
    public void deadlockHere() {
        waits.add(new LockWait(
                epochNanos(now.minusMillis(640)),
                640 * MS,
                false,
                party("UPDATE prices", waiter, ""),
                "tuple",
                "ExclusiveLock",
                "prices",
                List.of(party("UPDATE orders", culprit, "active")),
                List.of("UPDATE orders waits for UPDATE prices"),
                true));
    }

    /** From now on the second one does not answer. */
    public void goDown() {
        down = true;
    }

    private void over(String summary, long millisAgo, long waited, String trace, Party blocker) {
        waits.add(new LockWait(
                epochNanos(now.minusMillis(millisAgo)),
                waited * MS,
                true,
                party(summary, trace, ""),
                "transactionid",
                "ShareLock",
                "orders",
                List.of(blocker),
                List.of(),
                false));
    }

    private static Party party(String summary, String trace, String state) {
        return new Party(summary, trace, state, "");
    }

    @Override
    public List<Database> all() {
        return List.of(
                new Database(
                        "shop-db",
                        "postgres://db:5432",
                        Optional.of(monitor(3, 1)),
                        statements(),
                        List.copyOf(waits),
                        List.of(new Plan(
                                "1f0c4b2a99e81d3c", "UPDATE orders", epochNanos(now.minusSeconds(900)), PLAN, ""))),
                new Database(
                        "mes-db",
                        "postgres://mes-db:5432",
                        Optional.of(down ? noMonitor() : monitor(11, 0)),
                        List.of(statement(
                                "9a0be1f2c3d44556",
                                "SELECT parts",
                                "SELECT * FROM parts WHERE model = $1",
                                812,
                                913,
                                8)),
                        List.of(),
                        List.of()));
    }

    private List<Statement> statements() {
        List<Statement> all = new ArrayList<>(List.of(
                new Statement(
                        "1f0c4b2a99e81d3c",
                        "UPDATE orders",
                        "UPDATE orders SET state = $1, changed = now() WHERE id = $2",
                        4_112,
                        3,
                        61_734 * MS,
                        3_412 * MS,
                        4_109,
                        4_241 * MS,
                        waiter),
                statement(
                        "77b1a0c9d2e3f410",
                        "SELECT orders",
                        "SELECT id, state, price FROM orders WHERE id = $1",
                        48_210,
                        22_018,
                        61),
                statement(
                        "c0ffee11d00d2222",
                        "SELECT orders customers",
                        "SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer WHERE o.changed > ? ORDER BY o.changed DESC LIMIT ?",
                        311,
                        17_940,
                        412),
                statement(
                        "0a1b2c3d4e5f6071",
                        "INSERT orders",
                        "INSERT INTO orders (id, customer, model) VALUES ($1, $2, $3)",
                        1_204,
                        3_301,
                        38),
                statement("5566778899aabbcc", "COMMIT", "COMMIT", 5_316, 2_954, 29),
                statement("a1a2a3a4a5a6a7a8", "BEGIN", "BEGIN", 5_321, 410, 4)));
        return all;
    }

    private static Statement statement(
            String fingerprint, String summary, String text, long calls, long totalMillis, long maxMillis) {
        return new Statement(fingerprint, summary, text, calls, 0, totalMillis * MS, maxMillis * MS, calls, 0, "");
    }

    private static Monitor monitor(long active, long waiting) {
        Map<String, Long> connections = new LinkedHashMap<>();
        connections.put("active", active);
        connections.put("idle", 14L);
        connections.put("idle_in_transaction", waiting);
        Map<String, Long> dead = new LinkedHashMap<>();
        dead.put("orders", 1_840L);
        dead.put("order_events", 212L);
        return new Monitor(
                true,
                "17.6",
                waiting > 0 ? List.of() : List.of("statements cannot be read: install pg_stat_statements"),
                connections,
                OptionalDouble.of(waiting > 0 ? 4.85 : 0.021),
                OptionalLong.of(waiting),
                OptionalDouble.of(0.9931),
                OptionalLong.of(2),
                OptionalDouble.empty(),
                dead);
    }

    private static Monitor noMonitor() {
        return new Monitor(
                false,
                "17.6",
                List.of(),
                Map.of(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Map.of());
    }

    private static long epochNanos(Instant moment) {
        return moment.getEpochSecond() * 1_000_000_000L + moment.getNano();
    }
}
