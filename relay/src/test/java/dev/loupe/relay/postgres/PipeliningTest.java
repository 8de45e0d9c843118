package dev.loupe.relay.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import io.vertx.core.Future;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client of Vert.x, which sends statements before the ones before them are answered. */
class PipeliningTest extends RealTest {
    @ParameterizedTest
    @EnumSource
    void pipelinedStatements_areAnsweredInOrderWithErrorsAmongThem(Way way) {
        goes(way, server(14));
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(relay().port())
                .setUser("postgres")
                .setDatabase("postgres")
                .setPipeliningLimit(64)
                .setCachePreparedStatements(true)
                .setSslMode(way.client ? SslMode.VERIFY_CA : SslMode.DISABLE)
                .setSslOptions(new ClientSSLOptions()
                        .setHostnameVerificationAlgorithm("")
                        .setTrustOptions(new PemTrustOptions().addCertPath(trust.toString())));
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(options)
                .using(vertx())
                .build();
        List<Future<RowSet<Row>>> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(pool.preparedQuery("SELECT 100 / $1::int").execute(Tuple.of(i % 50)));
        }
        result(Future.join(new ArrayList<>(all)).otherwiseEmpty());
        for (int i = 0; i < 1_000; i++) {
            if (i % 50 == 0) {
                assertThat(all.get(i).cause()).hasMessageContaining("division by zero");
            } else {
                assertThat(all.get(i).result().iterator().next().getInteger(0)).isEqualTo(100 / (i % 50));
            }
        }
        result(pool.close());
        if (way.isObserved()) {
            RecordedSessions.Recorded recorded = sessions.next();
            assertThat(recorded.blind).isEmpty();
            assertThat(recorded.backend).contains(new BackendEvent.ErrorResponse("ERROR", "22012"));
        }
    }
}
