package dev.loupe.bench.truth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;

/**
 * Vert.x' client, for a service with one event loop: a pool for transactions, and pipelined connections, on which statements
 * of several requests follow one another, for those without one.
 */
final class EventDatabase implements Database {
    private static final int CONNECTIONS = 8;
    private static final int PIPELINED = 2;
    private static final int DEEP = 16;

    private final Ledger ledger;
    private final Pool pool;
    private final SqlClient pipeline;

    /** @param port where the server seems to be */
    EventDatabase(Ledger ledger, Vertx vertx, int port) {
        this.ledger = ledger;
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase("postgres")
                .setUser("postgres")
                .setCachePreparedStatements(true);
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .connectingTo(options)
                .using(vertx)
                .build();
        pipeline = PgBuilder.client()
                .with(new PoolOptions().setMaxSize(PIPELINED))
                .connectingTo(new PgConnectOptions(options).setPipeliningLimit(DEEP))
                .using(vertx)
                .build();
    }

    @Override
    public CompletableFuture<Void> run(Step.Transaction transaction, Task task) {
        Future<Void> done = transaction.statements() == 1
                ? run(pipeline, transaction, 0, task)
                : pool.withTransaction(connection -> {
                    Future<Void> all = Future.succeededFuture();
                    for (int i = 0; i < transaction.statements(); i++) {
                        int statement = i;
                        all = all.compose(before -> run(connection, transaction, statement, task));
                    }
                    return all;
                });
        return done.toCompletionStage().toCompletableFuture();
    }

    private Future<Void> run(SqlClient client, Step.Transaction transaction, int statement, Task task) {
        int operation = ledger.begins(transaction.carries(statement), task, Ledger.Kind.STATEMENT);
        Sql sql = Sql.of(transaction, statement, task, operation, false);
        return client.preparedQuery(sql.numbered())
                .execute(Tuple.wrap(new ArrayList<>(sql.parameters())))
                .mapEmpty();
    }

    @Override
    public void close() {
        Future.all(pool.close(), pipeline.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
