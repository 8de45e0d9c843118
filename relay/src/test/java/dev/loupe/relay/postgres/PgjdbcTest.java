package dev.loupe.relay.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Java's driver, in its modes. */
class PgjdbcTest extends RelayTest {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start(14);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void statement_isAnswered() throws SQLException {
        setup.upstreamPort = server.port();
        try (Connection connection = DriverManager.getConnection(PostgresServer.url(relay().port()));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 1")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getInt(1)).isEqualTo(1);
        }
        System.out.println(sessions.begun);
        RecordedSessions.Recorded r = sessions.next();
        System.out.println(r.frontend + "\n" + r.backend + r.ends);
        r = sessions.next();
        System.out.println(r.frontend + "\n" + r.backend + r.ends);
    }
}
