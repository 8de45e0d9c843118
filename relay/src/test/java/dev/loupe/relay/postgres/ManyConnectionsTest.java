package dev.loupe.relay.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A thousand sessions that mostly wait. */
class ManyConnectionsTest extends RealTest {
    private static final int MANY = 1_000;

    @Test
    void thousandIdleSessions_areServedStillAndHoldLittle() throws SQLException {
        goes(Way.PLAIN, server(14));
        setup.loops = 2;
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                all.add(connect(Way.PLAIN, Map.of()));
            }
            assertThat(relay().connections()).isEqualTo(MANY);
            assertThat(relay().held()).isZero();
            for (int i = 0; i < MANY; i += 100) {
                try (Statement statement = all.get(i).createStatement();
                        ResultSet result = statement.executeQuery("SELECT " + i)) {
                    assertThat(result.next()).isTrue();
                    assertThat(result.getInt(1)).isEqualTo(i);
                }
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }
}
