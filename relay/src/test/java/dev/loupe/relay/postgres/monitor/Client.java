package dev.loupe.relay.postgres.monitor;

import dev.loupe.relay.postgres.blame.Backend;
import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.relay.postgres.blame.Holder;
import dev.loupe.relay.postgres.blame.LockCauses;
import dev.loupe.relay.postgres.blame.LockWait;
import dev.loupe.relay.postgres.blame.LockWaits;
import dev.loupe.relay.postgres.blame.RunningStatement;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A session that says of itself what a relay would say of it. Touched on the test's thread, and by one statement on another. */
final class Client implements Backend, AutoCloseable {
    private static final AtomicLong SPANS = new AtomicLong(1);

    private final Connection connection;
    private final Optional<Backends> relay;
    private final int processId;
    private volatile RunningStatement running;
    private volatile Holder holder;
    private volatile boolean inTransaction;

    private Client(Connection connection, Optional<Backends> relay) throws SQLException {
        this.connection = connection;
        this.relay = relay;
        this.processId = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        relay.ifPresent(backends -> backends.add(this));
    }

    static Client through(Backends relay, Connection connection) throws SQLException {
        return new Client(connection, Optional.of(relay));
    }

    /** One that passes through no relay. */
    static Client stranger(Connection connection) throws SQLException {
        return new Client(connection, Optional.empty());
    }

    static SpanContext span() {
        long next = SPANS.getAndIncrement();
        return SpanContext.create(
                String.format("%032x", next),
                String.format("%016x", next),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    /** Begins a transaction. */
    SpanContext begins() throws SQLException {
        holder = new Holder(span(), "BEGIN", true, System.nanoTime(), new LockCauses());
        inTransaction = true;
        connection.setAutoCommit(false);
        return holder.span();
    }

    /** Runs a statement that nobody keeps from it. */
    void runs(String sql) throws SQLException {
        Running statement = begun(sql);
        try {
            statement.execute(sql);
        } finally {
            over();
        }
    }

    /** Runs a statement that somebody may keep from it. */
    Running starts(String sql) throws SQLException {
        Running statement = begun(sql);
        CompletableFuture.runAsync(() -> {
            try {
                statement.execute(sql);
                statement.ended.complete(System.nanoTime());
            } catch (SQLException e) {
                statement.failed = e.getSQLState();
                statement.ended.complete(System.nanoTime());
            } finally {
                over();
            }
        });
        return statement;
    }

    private Running begun(String sql) {
        String summary = sql.replaceAll("(?i)^(\\w+ (?:into )?\\w+).*", "$1");
        RunningStatement now = new RunningStatement(System.nanoTime(), summary, span(), new LockWaits());
        running = now;
        if (inTransaction) {
            holder = new Holder(holder.span(), summary, false, holder.sinceNanos(), holder.caused());
        } else {
            holder = new Holder(now.span(), summary, false, now.sinceNanos(), new LockCauses());
        }
        return new Running(now);
    }

    private void over() {
        running = null;
        Holder now = holder;
        holder = inTransaction ? new Holder(now.span(), now.summary(), true, now.sinceNanos(), now.caused()) : null;
    }

    /** Ends its transaction; tells when. */
    long commits() throws SQLException {
        LockCauses caused = holder.caused();
        long before = System.nanoTime();
        connection.commit();
        long after = System.nanoTime();
        caused.until(after);
        holder = null;
        inTransaction = false;
        connection.setAutoCommit(true);
        return before + (after - before) / 2;
    }

    /** Ends its transaction. */
    void rollsBack() throws SQLException {
        LockCauses caused = holder.caused();
        connection.rollback();
        caused.until(System.nanoTime());
        holder = null;
        inTransaction = false;
        connection.setAutoCommit(true);
    }

    LockCauses causes() {
        return holder.caused();
    }

    @Override
    public int processId() {
        return processId;
    }

    @Override
    public Optional<RunningStatement> running() {
        return Optional.ofNullable(running);
    }

    @Override
    public Optional<Holder> holder() {
        return Optional.ofNullable(holder);
    }

    @Override
    public void close() throws SQLException {
        relay.ifPresent(backends -> backends.remove(this));
        connection.close();
    }

    /** A statement that runs, and what was told of it. */
    final class Running {
        private final RunningStatement statement;
        private final CompletableFuture<Long> ended = new CompletableFuture<>();
        private volatile String failed = "";

        private Running(RunningStatement statement) {
            this.statement = statement;
        }

        private void execute(String sql) throws SQLException {
            try (Statement jdbc = connection.createStatement()) {
                jdbc.execute(sql);
            }
        }

        SpanContext span() {
            return statement.span();
        }

        long since() {
            return statement.sinceNanos();
        }

        List<LockWait> waits() {
            return statement.waits().all();
        }

        /** Waits for its end, and tells when that was. */
        long ends() throws Exception {
            return ended.get(30, TimeUnit.SECONDS);
        }

        /** SQLSTATE with which it failed; empty if it did not. */
        String failure() throws Exception {
            ends();
            return failed;
        }
    }
}
