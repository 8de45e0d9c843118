package dev.loupe.relay.amqp.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import dev.loupe.relay.amqp.monitor.BrokerMonitorSettings.Broker;
import dev.loupe.relay.fixture.TestCertificates;
import dev.loupe.relay.http.HttpRelaySettings.KeyPair;
import dev.loupe.relay.net.tls.TlsMode;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.telemetry.fixture.CapturedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that speaks TLS, with a certificate for the name {@code broker.test}. */
class SecuredBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Path authority;
    private static Path stranger;
    private static EmbeddedRabbitMq broker;

    @BeforeAll
    static void start(@TempDir Path folder) {
        TestCertificates certificates = new TestCertificates();
        authority = certificates.writeAuthority(folder.resolve("authority.pem"));
        stranger = new TestCertificates().writeAuthority(folder.resolve("stranger.pem"));
        KeyPair own = TestCertificates.write(folder, "broker", certificates.issue("broker.test"));
        broker = EmbeddedRabbitMq.start(
                List.of(
                        "listeners.ssl.1 = 127.0.0.1:{tls}",
                        "ssl_options.cacertfile = " + authority,
                        "ssl_options.certfile = " + own.certificate(),
                        "ssl_options.keyfile = " + own.key()),
                List.of());
        Watcher.makeUser(broker, "/");
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    private static Watcher watch(TlsMode mode, Optional<Path> trust, Optional<String> serverName) {
        UpstreamTls tls = new UpstreamTls(mode, trust, Optional.empty(), Optional.empty(), serverName);
        return new Watcher(new BrokerMonitorSettings(
                new Broker("127.0.0.1", broker.tlsPort(), tls, Watcher.USER, Watcher.PASSWORD, "/"),
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                List.of(),
                List.of(),
                Optional.empty()));
    }

    private static void isRefused(TlsMode mode, Path trust, Optional<String> serverName) throws Exception {
        try (CapturedLog log = CapturedLog.of(BrokerMonitor.class.getName());
                Watcher watcher = watch(mode, Optional.of(trust), serverName)) {
            await().atMost(PATIENCE).until(() -> !log.lines().isEmpty());

            assertThat(log.lines())
                    .containsExactly("WARN the monitor of rabbitmq goes on with less: the connection: TLS failed; "
                            + "check tls of the upstream");
            assertThat(watcher.figures().answers()).isFalse();
        }
    }

    @Test
    void nameThatIsRight_isVerified() throws Exception {
        try (Watcher watcher = watch(TlsMode.VERIFY_FULL, Optional.of(authority), Optional.of("broker.test"))) {
            watcher.answered();
        }
    }

    @Test
    void nameThatIsWrong_isRefused() throws Exception {
        isRefused(TlsMode.VERIFY_FULL, authority, Optional.of("other.test"));
        isRefused(TlsMode.VERIFY_FULL, authority, Optional.empty());
    }

    @Test
    void issuerAlone_mayBeVerified() throws Exception {
        try (Watcher watcher = watch(TlsMode.VERIFY_CA, Optional.of(authority), Optional.empty())) {
            watcher.answered();
        }
        isRefused(TlsMode.VERIFY_CA, stranger, Optional.empty());
    }

    @Test
    void required_verifiesNothing() throws Exception {
        try (Watcher watcher = watch(TlsMode.REQUIRE, Optional.empty(), Optional.empty())) {
            watcher.answered();
        }
    }
}
