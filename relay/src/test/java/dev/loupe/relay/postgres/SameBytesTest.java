package dev.loupe.relay.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.Recorder;
import dev.loupe.relay.postgres.PostgresRelaySettings.Encryption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What comes out of the relay is what went in, byte for byte, and what would pass without it. */
class SameBytesTest extends RealTest {
    private static final int HEADER = 5;

    private static void work(int port, String sslmode) throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("sslmode", sslmode);
        properties.setProperty("sslrootcert", trust.toString());
        properties.setProperty("prepareThreshold", "2");
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE s");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO s VALUES (?, ?)")) {
                for (int i = 0; i < 1_000; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "text " + i);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            try {
                statement.execute("SELECT 1; SELECT 1/0; SELECT 2");
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("22012");
            }
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            copy.copyIn("COPY s FROM STDIN", new ByteArrayInputStream("5000\tcopied\n".getBytes(UTF_8)));
            copy.copyOut("COPY s TO STDOUT", new ByteArrayOutputStream());
            connection.setAutoCommit(false);
            statement.setFetchSize(100);
            try (ResultSet rows = statement.executeQuery("SELECT i, repeat(t, 100) FROM s")) {
                while (rows.next()) {
                    assertThat(rows.getString(2)).isNotEmpty();
                }
            }
            statement.execute("SELECT repeat('x', 5000000)");
            statement.execute("DO $$ BEGIN RAISE NOTICE 'noticed'; END $$");
            connection.commit();
        }
    }

    /** Its OID is in what the server says, so it has to be the same table each time. */
    @BeforeAll
    static void makeTable() {
        server(14).runs("CREATE TABLE s (i int PRIMARY KEY, t text)");
    }

    private static Recorder.Stream only(Recorder recorder) {
        await().until(recorder::isOver);
        assertThat(recorder.streams()).hasSize(1);
        return recorder.streams().get(0);
    }

    /** Megabytes are better not printed. */
    private static void same(byte[] one, byte[] other) {
        assertThat(Arrays.mismatch(one, other)).isEqualTo(-1);
        assertThat(one).isNotEmpty();
    }

    /** Without the process id and the secret, which differ by nature. */
    private static byte[] masked(byte[] fromServer) {
        byte[] masked = fromServer.clone();
        ByteBuffer all = ByteBuffer.wrap(masked);
        int at = 0;
        while (at + HEADER <= masked.length) {
            int end = at + 1 + all.getInt(at + 1);
            if (masked[at] == 'K') {
                Arrays.fill(masked, at + HEADER, end, (byte) 0);
            }
            at = end;
        }
        assertThat(at).isEqualTo(masked.length);
        return masked;
    }

    @Test
    void bothSidesOfTheRelay_sayAndHearTheSame() throws Exception {
        try (Recorder behind = new Recorder(server(14).port())) {
            setup.upstreamPort = behind.port();
            try (Recorder before = new Recorder(relay().port())) {
                work(before.port(), "disable");
                same(only(before).fromClient(), only(behind).fromClient());
                same(only(before).fromServer(), only(behind).fromServer());
            }
        }
    }

    @Test
    void encryptedSession_isRelayedAsItIs() throws Exception {
        try (Recorder behind = new Recorder(server(14).port())) {
            setup.upstreamPort = behind.port();
            try (Recorder before = new Recorder(relay().port())) {
                work(before.port(), "verify-full");
                same(only(before).fromClient(), only(behind).fromClient());
                same(only(before).fromServer(), only(behind).fromServer());
            }
        }
    }

    @Test
    void sessionThroughTheRelay_isTheSameAsOneWithoutIt() throws Exception {
        try (Recorder direct = new Recorder(server(14).port());
                Recorder behind = new Recorder(server(14).port())) {
            work(direct.port(), "disable");
            setup.encryption = Encryption.REFUSE;
            setup.upstreamPort = behind.port();
            work(relay().port(), "disable");
            same(only(behind).fromClient(), only(direct).fromClient());
            same(masked(only(behind).fromServer()), masked(only(direct).fromServer()));
        }
    }

    @Test
    void sessionWhoseTlsEndsAtTheRelay_isTheSameAsOneWithoutIt() throws Exception {
        try (Recorder direct = new Recorder(server(14).port());
                Recorder behind = new Recorder(server(14).port())) {
            work(direct.port(), "disable");
            goes(Way.TO_THE_RELAY, server(14));
            setup.upstreamPort = behind.port();
            work(relay().port(), "verify-full");
            same(only(behind).fromClient(), only(direct).fromClient());
            same(masked(only(behind).fromServer()), masked(only(direct).fromServer()));
        }
    }
}
