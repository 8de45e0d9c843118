package dev.loupe.relay.postgres;

import static dev.loupe.relay.postgres.Wire.SSL_REQUEST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loupe.relay.fixture.DebianTool;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unix sockets on both sides, with the native transport and without it. */
class UnixSocketTest extends RealTest {
    @TempDir
    private Path folder;

    private Path socket;

    @BeforeEach
    void listenOnSocket() {
        socket = folder.resolve(".s.PGSQL.5432");
        setup.port = OptionalInt.empty();
        setup.socket = Optional.of(socket);
        setup.upstreamSocket = Optional.of(server(14).socket());
    }

    private String psql(String sql) {
        return DebianTool.postgres("psql", folder)
                .runs("-X", "-A", "-t", "-c", sql, "-d", "host=" + folder + " port=5432 user=postgres dbname=postgres");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void session_passes(boolean nativeTransport) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(nativeTransport));
        PostgresRelay relay = result(PostgresRelay.start(vertx, setup.settings(), path(), 2));
        assertThat(relay.socket()).contains(socket);
        assertThat(relay.port()).isZero();
        assertThat(psql("SELECT length(repeat('x', 3000000))")).isEqualTo("3000000\n");
        assertThat(psql("SELECT repeat('x', 3000000)")).hasSize(3_000_001);
        assertThat(sessions.next().blind).isEmpty();
        result(relay.drain(Duration.ofSeconds(1)));
        result(vertx.close());
        assertThat(socket).doesNotExist();
    }

    @Test
    void portAndSocket_areBothListenedOn() {
        setup.port = OptionalInt.of(0);
        assertThat(relay().port()).isPositive();
        assertThat(psql("SELECT 1")).isEqualTo("1\n");
        assertThat(DebianTool.postgres("psql", folder).runs("-X", "-A", "-t", "-c", "SELECT 2", "-d", uri(Way.PLAIN)))
                .isEqualTo("2\n");
    }

    @Test
    void encryption_isRefusedOnASocketAsPostgresRefusesIt() throws IOException {
        setup.upstreamSocket = Optional.empty();
        goes(Way.TO_THE_RELAY, server(14));
        relay();
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            client.write(ByteBuffer.wrap(SSL_REQUEST));
            ByteBuffer answer = ByteBuffer.allocate(1);
            client.read(answer);
            assertThat(new String(answer.array(), UTF_8)).isEqualTo("N");
        }
    }

    @Test
    void fileThatWasLeftBehind_isReplaced() throws IOException {
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        relay();
        assertThat(psql("SELECT 1")).isEqualTo("1\n");
    }

    @Test
    void socketOfSomebodyElse_isLeftAlone() throws IOException {
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(() -> relay()).hasRootCauseInstanceOf(BindException.class);
            assertThat(socket).exists();
        }
    }

    @Test
    void fileThatIsNoSocket_isLeftAlone() throws IOException {
        Files.writeString(socket, "precious");
        assertThatThrownBy(() -> relay()).hasRootCauseInstanceOf(BindException.class);
        assertThat(socket).hasContent("precious");
    }

    @Test
    void serverWhoseSocketIsNotThere_isUnreachable() throws IOException {
        setup.upstreamSocket = Optional.of(folder.resolve("nobody"));
        relay();
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            client.write(ByteBuffer.wrap(Wire.startup("user", "u")));
            ByteBuffer answer = ByteBuffer.allocate(4096);
            client.read(answer);
            assertThat(new String(answer.array(), UTF_8)).startsWith("E").contains("57P03", "Loupe");
        }
    }
}
