package dev.loupe.relay.postgres.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.PostgresServer;
import dev.loupe.relay.postgres.protocol.SqlText;
import dev.loupe.relay.postgres.statement.ParsedStatement.KeyLiteral;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL itself says how many statements a text holds, and what a literal's value is. */
class RealServerTest {
    private static PostgresServer server;
    private static Client client;

    private final Statements statements = new Statements(
            StatementSettings.defaults().with(List.of(new KeyRule.Column("order", "orders.id"))));

    @BeforeAll
    static void start() throws IOException {
        server = PostgresServer.start(14);
        client = new Client(server.port());
        client.asks("CREATE TABLE orders (id text, note text); CREATE TABLE log (note text)");
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";; SELECT 1;; ; SELECT ';' ; ",
                "SELECT $a$ ; $b$ ; $a$; SELECT $$;$$;/* ; /* ; */ ; */ SELECT 1 -- ; \n;SELECT 2",
                "SELECT E'\\';' ; SELECT '\\' ; SELECT \"note\" AS \"a;b\" FROM orders",
                "SELECT 'a'\n';b' ; SELECT E'a' -- ;\n'\\';' ; SELECT U&'\\003b;' UESCAPE '!', U&\"a;\" FROM (SELECT 1 AS \"a;\") x",
                "CREATE RULE r AS ON INSERT TO log DO ALSO (SELECT 1; SELECT 2); DROP RULE r ON log",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END; DROP FUNCTION f",
                "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $f$ SELECT 1; SELECT 2 $f$; DROP FUNCTION g",
                "BEGIN; SAVEPOINT a; ROLLBACK TO a; COMMIT",
                "SELECT 1.5e-3, .5, 0 AS a$b, 5 \"x\"; SELECT 1",
                "EXPLAIN SELECT 1; DO $$ BEGIN NULL; END $$; VALUES (1), (2); TABLE orders",
            })
    void text_holdsAsManyStatementsAsPostgresRuns(String text) throws IOException {
        Answer answer = client.asks(text);

        assertThat(answer.error()).isEmpty();
        assertThat(statements.of(SqlText.of(text))).hasSize(answer.completed());
    }

    @Test
    void randomLiterals_endWherePostgresEndsThem() throws IOException {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            String text = IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(i -> "SELECT * FROM orders WHERE id = " + Planted.literal(random, true) + "::text")
                    .collect(Collectors.joining(";"));
            Answer answer = client.asks(text);
            if (answer.error().isEmpty()) {
                assertThat(statements.of(SqlText.of(text))).as(text).hasSize(answer.completed());
            }
        }
    }

    @Test
    void keysThatAreLiterals_haveTheValuesThatPostgresReads() throws IOException {
        Random random = new Random(7);
        int compared = 0;
        for (int round = 0; round < 600; round++) {
            String literal = Planted.literal(random, true);
            List<KeyLiteral> keys = statements
                    .of(SqlText.of("SELECT * FROM orders WHERE id = " + literal))
                    .get(0)
                    .literals();
            if (!keys.isEmpty()) {
                assertThat(client.asks("SELECT " + literal + "::text").values())
                        .as(literal)
                        .containsExactly(keys.get(0).value());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(150);
    }

    /** What came until the server was ready again. */
    private record Answer(int completed, String error, List<String> values) {}

    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
            byte[] parameters = "user\0postgres\0database\0postgres\0client_encoding\0UTF8\0\0".getBytes(UTF_8);
            out.writeInt(parameters.length + 8);
            out.writeInt(3 << 16);
            out.write(parameters);
            answer();
        }

        Answer asks(String text) throws IOException {
            byte[] bytes = (text + '\0').getBytes(UTF_8);
            out.write('Q');
            out.writeInt(bytes.length + 4);
            out.write(bytes);
            return answer();
        }

        private Answer answer() throws IOException {
            int completed = 0;
            String error = "";
            List<String> values = new ArrayList<>();
            while (true) {
                char type = (char) in.readByte();
                byte[] body = new byte[in.readInt() - 4];
                in.readFully(body);
                if (type == 'C') {
                    completed++;
                } else if (type == 'E') {
                    error = new String(body, UTF_8);
                } else if (type == 'D') {
                    int length = ByteBuffer.wrap(body).getInt(2);
                    values.add(new String(body, 6, Math.max(0, length), UTF_8));
                } else if (type == 'Z') {
                    return new Answer(completed, error, values);
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
