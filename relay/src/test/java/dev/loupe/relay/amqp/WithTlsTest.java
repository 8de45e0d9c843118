package dev.loupe.relay.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import dev.loupe.rabbitmq.ManagementApi;
import dev.loupe.relay.amqp.AmqpPath.Refusal;
import dev.loupe.relay.amqp.ConnectionObserver.Blind;
import dev.loupe.relay.fixture.TestCertificates;
import dev.loupe.relay.fixture.WirePeer;
import dev.loupe.relay.http.HttpRelaySettings.KeyPair;
import dev.loupe.relay.net.tls.ListenTls;
import dev.loupe.relay.net.tls.TlsMode;
import dev.loupe.relay.net.tls.UpstreamTls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TLS that ends at the relay, begins there, does both or goes through: with the real broker and its client for Java.
 */
class WithTlsTest extends RelayTest {
    private static final TestCertificates authority = new TestCertificates();
    private static final TestCertificates.Identity client = authority.issue("client");

    @TempDir
    private static Path folder;

    private static Path trust;
    private static KeyPair relaysOwn;
    private static KeyPair clientsOwn;
    private static EmbeddedRabbitMq broker;

    @BeforeAll
    static void startBroker() {
        trust = authority.writeAuthority(folder.resolve("trust.pem"));
        KeyPair brokersOwn = TestCertificates.write(folder, "broker", authority.issue("127.0.0.1"));
        relaysOwn = TestCertificates.write(folder, "relay", authority.issue("127.0.0.1"));
        clientsOwn = TestCertificates.write(folder, "client", client);
        broker = EmbeddedRabbitMq.start(
                List.of(
                        "listeners.ssl.1 = 127.0.0.1:{tls}",
                        "ssl_options.cacertfile = " + trust,
                        "ssl_options.certfile = " + brokersOwn.certificate(),
                        "ssl_options.keyfile = " + brokersOwn.key(),
                        "ssl_options.verify = verify_peer",
                        "ssl_options.fail_if_no_peer_cert = false",
                        "ssl_cert_login_from = common_name",
                        "auth_mechanisms.1 = PLAIN",
                        "auth_mechanisms.2 = EXTERNAL"),
                List.of("rabbitmq_auth_mechanism_ssl"));
        ManagementApi management = broker.management();
        management.makeUser("client", "of no use", "", "/", ".*", ".*");
        management.call("PUT", "/permissions/%2F/client", "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private void beginsTls(TlsMode mode, Optional<KeyPair> own) {
        setup.upstreamPort = broker.tlsPort();
        setup.upstreamTls = new UpstreamTls(
                mode,
                mode == TlsMode.REQUIRE ? Optional.empty() : Optional.of(trust),
                own.map(KeyPair::certificate),
                own.map(KeyPair::key),
                Optional.empty());
    }

    private void endsTls(Optional<Path> clientTrust) {
        setup.upstreamPort = broker.port();
        setup.listenTls = Optional.of(new ListenTls(relaysOwn.certificate(), relaysOwn.key(), clientTrust));
    }

    private ConnectionFactory factory(SSLContext tls) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(relay().port());
        factory.setAutomaticRecoveryEnabled(false);
        if (tls != null) {
            factory.useSslProtocol(tls);
            factory.enableHostnameVerification();
        }
        return factory;
    }

    /** Publishes with every edit, and gets back. */
    private void works(ConnectionFactory factory) throws Exception {
        EverythingEdited everything = new EverythingEdited();
        connections.edits = everything::edit;
        connections.swallows = everything::swallows;
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            String queue = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
            channel.confirmSelect();
            channel.basicPublish("", queue, new AMQP.BasicProperties(), new byte[500_000]);
            channel.basicPublish("", "nowhere", new AMQP.BasicProperties(), new byte[10]);
            channel.waitForConfirmsOrDie(20_000);
            assertThat(channel.basicGet(queue, true).getBody()).hasSize(500_000);
        }
    }

    private void isObserved() {
        RecordedConnections.Recorded told = connections.next();
        await().until(() -> told.ends.size() == 1);
        assertThat(told.published).hasSize(2);
        assertThat(told.returned).hasSize(1);
        assertThat(told.ends.get(0).orderly()).isTrue();
    }

    @Test
    void tlsThatEndsAtTheRelay_isObserved() throws Exception {
        endsTls(Optional.empty());
        works(factory(authority.trusting()));
        isObserved();
    }

    @Test
    void tlsThatBeginsAtTheRelay_isObserved() throws Exception {
        for (TlsMode mode : List.of(TlsMode.VERIFY_FULL)) {
            beginsTls(mode, Optional.empty());
            works(factory(null));
            isObserved();
        }
    }

    @Test
    void tlsOnBothSides_isObserved() throws Exception {
        endsTls(Optional.of(trust));
        beginsTls(TlsMode.REQUIRE, Optional.empty());
        works(factory(authority.showing(client)));
        isObserved();
    }

    @Test
    void externalAuthentication_goesByTheRelaysCertificate() throws Exception {
        beginsTls(TlsMode.VERIFY_CA, Optional.of(clientsOwn));
        ConnectionFactory factory = factory(null);
        factory.setSaslConfig(DefaultSaslConfig.EXTERNAL);
        works(factory);
        isObserved();
    }

    @Test
    void tlsThatGoesThrough_keepsTheClientsCertificateAndIsNotObserved() throws Exception {
        setup.upstreamPort = broker.tlsPort();
        ConnectionFactory factory = factory(authority.showing(client));
        factory.setSaslConfig(DefaultSaslConfig.EXTERNAL);
        works(factory);
        assertThat(connections.next().blind).containsExactly(Blind.ENCRYPTED);
    }

    @Test
    void clientWithoutACertificate_isTurnedAwayWhereOneIsDemanded() {
        endsTls(Optional.of(trust));
        ConnectionFactory factory = factory(authority.trusting());
        assertThatThrownBy(factory::newConnection).isInstanceOf(IOException.class);
        await().until(() -> connections.refusals.equals(List.of(Refusal.TLS)));
    }

    @Test
    void clientWithoutTls_isTurnedAwayWhereTlsEnds() {
        endsTls(Optional.empty());
        WirePeer peer = WirePeer.connect(relay().port());
        peer.sends(Wire.PROTOCOL_HEADER).isGone();
        assertThat(connections.refusals).containsExactly(Refusal.TLS);
    }

    @Test
    void brokerWithoutTls_isNotSpokenWithInClear() {
        setup.upstreamPort = broker.port();
        setup.upstreamTls = UpstreamTls.of(TlsMode.REQUIRE);
        WirePeer peer = WirePeer.connect(relay().port());
        peer.sends(Wire.PROTOCOL_HEADER).isGoneWithoutAWord();
        assertThat(connections.refusals).containsExactly(Refusal.TLS);
    }

    @Test
    void brokerOfAnotherAuthority_isNotSpokenWith() {
        Path others = new TestCertificates().writeAuthority(folder.resolve("others.pem"));
        setup.upstreamPort = broker.tlsPort();
        setup.upstreamTls = new UpstreamTls(
                TlsMode.VERIFY_CA, Optional.of(others), Optional.empty(), Optional.empty(), Optional.empty());
        WirePeer peer = WirePeer.connect(relay().port());
        peer.sends(Wire.PROTOCOL_HEADER).isGoneWithoutAWord();
        assertThat(connections.refusals).containsExactly(Refusal.TLS);
    }
}
