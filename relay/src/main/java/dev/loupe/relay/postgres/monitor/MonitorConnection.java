package dev.loupe.relay.postgres.monitor;

import dev.loupe.relay.postgres.monitor.MonitorSettings.Server;
import dev.loupe.relay.postgres.monitor.MonitorSettings.Tls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;

/**
 * The one connection, while it lasts. It writes nothing and waits for nothing long: both are settings of its session, so that
 * the server sees to it. Touched on one event loop.
 */
final class MonitorConnection {
    /** The server's own limit comes first; what passes this one has no server behind it any more. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final PgConnection connection;
    private final ServerFacts facts;
    private final long patienceMillis;

    private MonitorConnection(PgConnection connection, ServerFacts facts, long patienceMillis) {
        this.connection = connection;
        this.facts = facts;
        this.patienceMillis = patienceMillis;
    }

    /** @param database as the configuration names it, by which administrators find the session */
    static Future<MonitorConnection> open(Vertx vertx, MonitorSettings settings, String database) {
        PgConnectOptions options;
        try {
            options = options(settings, database);
        } catch (GeneralSecurityException e) {
            return Future.failedFuture(e);
        }
        long patience = settings.timeout().plus(GRACE).toMillis();
        Future<PgConnection> connecting = PgConnection.connect(vertx, options);
        return connecting
                .timeout(patience, TimeUnit.MILLISECONDS)
                .onFailure(failure -> connecting.onSuccess(PgConnection::close))
                .compose(connection -> begin(connection, settings, patience).onFailure(failure -> connection.close()));
    }

    private static Future<MonitorConnection> begin(PgConnection connection, MonitorSettings settings, long patience) {
        connection.exceptionHandler(failure -> {
            // Told by the close that follows, and by what was asked.
        });
        long timeout = settings.timeout().toMillis();
        return connection
                .query("SET default_transaction_read_only = on; SET statement_timeout = " + timeout
                        + "; SET lock_timeout = " + timeout + "; SET idle_in_transaction_session_timeout = "
                        + 2 * timeout + "; SET search_path = pg_catalog; SET jit = off")
                .execute()
                .compose(set -> connection.query(ServerFacts.QUESTION).execute())
                .timeout(patience, TimeUnit.MILLISECONDS)
                .map(rows -> new MonitorConnection(
                        connection, ServerFacts.of(rows.iterator().next()), patience));
    }

    private static PgConnectOptions options(MonitorSettings settings, String database) throws GeneralSecurityException {
        Server server = settings.server();
        PgConnectOptions options = new PgConnectOptions()
                .setHost(server.socket().map(Object::toString).orElse(server.host()))
                .setPort(server.port())
                .setUser(server.user())
                .setPassword(server.password())
                .setDatabase(server.database())
                .addProperty("application_name", "loupe-monitor " + database)
                .setCachePreparedStatements(false)
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setReconnectAttempts(0);
        return server.tls().isPresent() ? secured(options, server.tls().get()) : options;
    }

    private static PgConnectOptions secured(PgConnectOptions options, Tls tls) throws GeneralSecurityException {
        ClientSSLOptions ssl = new ClientSSLOptions()
                .setTrustAll(tls.verify() == Tls.Verify.NOTHING)
                .setHostnameVerificationAlgorithm(tls.verify() == Tls.Verify.HOST ? "HTTPS" : "");
        if (tls.verify() != Tls.Verify.NOTHING) {
            ssl.setTrustOptions(
                    tls.trust().isPresent()
                            ? new PemTrustOptions()
                                    .addCertPath(tls.trust().get().toString())
                            : trustOfTheJdk());
        }
        tls.client()
                .ifPresent(pair -> ssl.setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(pair.certificate().toString())
                        .setKeyPath(pair.key().toString())));
        return options.setSslOptions(ssl)
                .setSslMode(
                        switch (tls.verify()) {
                            case NOTHING -> SslMode.REQUIRE;
                            case ISSUER -> SslMode.VERIFY_CA;
                            case HOST -> SslMode.VERIFY_FULL;
                        });
    }

    private static TrustOptions trustOfTheJdk() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return TrustOptions.wrap(factory.getTrustManagers()[0]);
    }

    ServerFacts facts() {
        return facts;
    }

    PgConnection raw() {
        return connection;
    }

    /** By the simple protocol, so that it may be several statements. */
    Future<RowSet<Row>> ask(String sql) {
        return patiently(connection.query(sql).execute());
    }

    Future<RowSet<Row>> ask(String sql, Tuple parameters) {
        return patiently(connection.preparedQuery(sql).execute(parameters));
    }

    Future<PreparedStatement> prepare(String sql) {
        return patiently(connection.prepare(sql));
    }

    Future<RowSet<Row>> ask(PreparedStatement prepared) {
        return patiently(prepared.query().execute());
    }

    /** Who does not answer at all is left, or everything that is asked from now on would wait, too. */
    private <T> Future<T> patiently(Future<T> asked) {
        return asked.timeout(patienceMillis, TimeUnit.MILLISECONDS).onFailure(failure -> {
            if (!asked.isComplete()) {
                connection.close();
            }
        });
    }
}
