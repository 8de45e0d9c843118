package dev.loupe.relay.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.PostgresServer;
import dev.loupe.relay.net.tls.TlsMode;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.relay.postgres.PostgresRelaySettings.TlsNegotiation;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of other versions, and what only the newer ones have. */
class ServerVersionsTest extends RealTest {
    private static void answers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 42")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getInt(1)).isEqualTo(42);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 15, 16, 17, 18})
    void session_isObserved(int version) throws SQLException {
        goes(Way.FROM_THE_RELAY, server(version));
        try (Connection connection = connect(Way.FROM_THE_RELAY, Map.of("user", "scram", "password", PASSWORD))) {
            answers(connection);
        }
        assertThat(sessions.next().blind).isEmpty();
    }

    private void beginsDirectly() {
        setup.negotiation = TlsNegotiation.DIRECT;
        setup.upstreamTls = new UpstreamTls(
                TlsMode.VERIFY_FULL, Optional.of(trust), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void directTls_worksOnBothSides() throws SQLException {
        PostgresServer server = server(17);
        goes(Way.TWICE, server);
        beginsDirectly();
        try (Connection connection = connect(Way.TWICE, Map.of("sslNegotiation", "direct"))) {
            answers(connection);
        }
        assertThat(sessions.next().blind).isEmpty();
    }

    @Test
    void directTls_isRelayedBlind() throws SQLException {
        goes(Way.RELAYED, server(17));
        try (Connection connection = connect(Way.RELAYED, Map.of("sslNegotiation", "direct"))) {
            answers(connection);
        }
        assertThat(sessions.next().blind).hasSize(1);
    }

    @Test
    void directTls_toAnOlderServerIsSaidToFail() {
        goes(Way.TWICE, server(16));
        beginsDirectly();
        assertThatThrownBy(() -> connect(Way.TWICE, Map.of()))
                .hasMessageContaining("Loupe: this relay cannot speak TLS");
    }

    /** Its key is longer than that of 3.0. */
    @Test
    void cancelOfProtocol32_reachesTheStatement() throws Exception {
        PostgresServer server = server(18);
        goes(Way.PLAIN, server);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Connection connection = connect(Way.PLAIN, Map.of("protocolVersion", "3.2"));
                Statement statement = connection.createStatement()) {
            RecordedSessions.Recorded recorded = sessions.next();
            assertThat(recorded.frontend)
                    .anyMatch(event -> event instanceof FrontendEvent.StartupMessage startup && startup.minor() == 2);
            Future<Boolean> running = executor.submit(() -> statement.execute("SELECT pg_sleep(60)"));
            await().until(() -> recorded.frontend.stream()
                    .anyMatch(event -> event instanceof FrontendEvent.Parse parse
                            && parse.text().text().contains("pg_sleep")));
            await().until(() -> {
                statement.cancel();
                return running.isDone();
            });
            assertThatThrownBy(running::get).hasMessageContaining("canceling statement");
            answers(connection);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void serverThatIsKilled_endsTheSessionsOfItsClients() throws Exception {
        PostgresServer server = PostgresServer.start(14);
        goes(Way.PLAIN, server);
        try (Connection connection = connect(Way.PLAIN, Map.of());
                Statement statement = connection.createStatement()) {
            ExecutorService executor = Executors.newSingleThreadExecutor();
            Future<Boolean> running = executor.submit(() -> statement.execute("SELECT pg_sleep(60)"));
            RecordedSessions.Recorded recorded = sessions.next();
            await().until(() -> recorded.frontend.stream()
                    .anyMatch(event -> event instanceof FrontendEvent.Parse parse
                            && parse.text().text().contains("pg_sleep")));
            server.close();
            // A server that shuts down fast says so to everybody.
            assertThatThrownBy(running::get)
                    .hasMessageContaining("terminating connection due to administrator command");
            executor.shutdown();
        }
        assertThatThrownBy(() -> connect(Way.PLAIN, Map.of())).hasMessageContaining("cannot reach the database server");
    }
}
