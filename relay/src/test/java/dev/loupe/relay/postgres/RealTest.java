package dev.loupe.relay.postgres;

import dev.loupe.relay.fixture.PostgresServer;
import dev.loupe.relay.fixture.TestCertificates;
import dev.loupe.relay.http.HttpRelaySettings.KeyPair;
import dev.loupe.relay.net.tls.ListenTls;
import dev.loupe.relay.net.tls.TlsMode;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.relay.postgres.PostgresRelaySettings.Encryption;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;

/** A relay before a real server that speaks TLS, for each {@link Way} to it. */
abstract class RealTest extends RelayTest {
    static final String PASSWORD = "a password";

    private static final Map<Integer, PostgresServer> servers = new ConcurrentHashMap<>();
    private static final TestCertificates authority = new TestCertificates();
    private static final Path folder = temporary();
    private static final KeyPair serversOwn = TestCertificates.write(folder, "server", authority.issue("127.0.0.1"));
    private static final KeyPair relaysOwn = TestCertificates.write(folder, "relay", authority.issue("127.0.0.1"));
    static final Path trust = authority.writeAuthority(folder.resolve("trust.pem"));

    private static Path temporary() {
        try {
            return Files.createTempDirectory("tls");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server of that version; the user {@code scram} has to authenticate. */
    static PostgresServer server(int version) {
        return servers.computeIfAbsent(version, RealTest::start);
    }

    private static PostgresServer start(int version) {
        PostgresServer server =
                PostgresServer.start(version, builder -> builder.setDataDirectoryCustomizer(RealTest::customize)
                        .setServerConfig("ssl", "on")
                        .setServerConfig("wal_level", "logical")
                        .setServerConfig("max_connections", "1200")
                        .setServerConfig("password_encryption", "scram-sha-256"));
        server.runs("CREATE ROLE scram LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'");
        return server;
    }

    private static void customize(File data) {
        try {
            Path own = data.toPath();
            Files.copy(serversOwn.certificate(), own.resolve("server.crt"), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(serversOwn.key(), own.resolve("server.key"), StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(own.resolve("server.key"), PosixFilePermissions.fromString("rw-------"));
            Files.writeString(
                    own.resolve("pg_hba.conf"),
                    """
                    host all scram all scram-sha-256
                    local all scram scram-sha-256
                    host all all all trust
                    host replication all all trust
                    local all all trust
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stopServers() {
        servers.values().forEach(PostgresServer::close);
        servers.clear();
    }

    /** Sets the relay up for that way to that server. */
    void goes(Way way, PostgresServer server) {
        setup.upstreamPort = server.port();
        if (way.ends) {
            setup.terminates(new ListenTls(relaysOwn.certificate(), relaysOwn.key(), Optional.empty()));
        } else if (way == Way.FROM_THE_RELAY) {
            setup.encryption = Encryption.REFUSE;
        }
        if (way.server && way != Way.RELAYED) {
            setup.upstreamTls = new UpstreamTls(
                    TlsMode.VERIFY_FULL, Optional.of(trust), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** Lets the relay show the certificate of the server. */
    void showsTheServersCertificate() {
        setup.terminates(new ListenTls(serversOwn.certificate(), serversOwn.key(), Optional.empty()));
    }

    /** A connection through the relay with the options of pgjdbc. */
    Connection connect(Way way, Map<String, String> options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("sslmode", way.client ? "verify-full" : "disable");
        properties.setProperty("sslrootcert", trust.toString());
        options.forEach(properties::setProperty);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + relay().port() + "/postgres", properties);
    }

    /** The same as an URI of libpq's. */
    String uri(Way way) {
        return "host=127.0.0.1 port=" + relay().port() + " user=postgres dbname=postgres " + options(way);
    }

    /** How libpq is told of the way. */
    static String options(Way way) {
        return way.client ? "sslmode=verify-full sslrootcert=" + trust : "sslmode=disable";
    }
}
