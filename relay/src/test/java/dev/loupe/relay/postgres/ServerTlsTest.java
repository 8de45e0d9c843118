package dev.loupe.relay.postgres;

import static dev.loupe.relay.postgres.Wire.SSL_REQUEST;
import static dev.loupe.relay.postgres.Wire.TERMINATE;
import static dev.loupe.relay.postgres.Wire.query;
import static dev.loupe.relay.postgres.Wire.sasl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.TestCertificates;
import dev.loupe.relay.fixture.WirePeer;
import dev.loupe.relay.http.HttpRelaySettings.KeyPair;
import dev.loupe.relay.net.tls.ListenTls;
import dev.loupe.relay.net.tls.TlsMode;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.relay.postgres.PostgresPath.Refusal;
import dev.loupe.relay.postgres.PostgresRelaySettings.Encryption;
import dev.loupe.relay.postgres.PostgresRelaySettings.TlsNegotiation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS that begins at the relay. */
class ServerTlsTest extends ScriptedTest {
    private static final byte[] YES = {'S'};

    private final TestCertificates authority = new TestCertificates();
    private final TestCertificates.Identity localhost = authority.issue("localhost");

    @TempDir
    private Path folder;

    private Path trust;
    private Optional<Path> certificate = Optional.empty();
    private Optional<Path> key = Optional.empty();
    private Optional<String> serverName = Optional.of("localhost");

    @BeforeEach
    void refuseTlsOfClients() {
        setup.encryption = Encryption.REFUSE;
        trust = authority.writeAuthority(folder.resolve("trust.pem"));
    }

    private void demands(TlsMode mode) {
        boolean verifies = mode != TlsMode.REQUIRE;
        setup.upstreamTls =
                new UpstreamTls(mode, verifies ? Optional.of(trust) : Optional.empty(), certificate, key, serverName);
    }

    /** The server's side, with TLS, of a client that has said how it starts. */
    private WirePeer secured(WirePeer client, SSLContext shown) {
        client.sends(START);
        return accepted().receives(SSL_REQUEST).sends(YES).endsTls(shown);
    }

    private void passes(SSLContext shown) {
        WirePeer client = client();
        WirePeer backend = secured(client, shown).receives(START);
        backend.sends(STARTED);
        client.receives(STARTED).sends(query("SELECT 1"));
        backend.receives(query("SELECT 1"));
        client.sends(TERMINATE);
        client.close();
        backend.receives(TERMINATE).ends();
    }

    private void fails(SSLContext shown) {
        WirePeer client = client();
        client.sends(START);
        WirePeer backend = accepted().receives(SSL_REQUEST).sends(YES).endsTls(shown);
        backend.isGone();
        assertThat(Wire.error(client)).startsWith("08006 Loupe: ");
        assertThat(sessions.refusals).containsExactly(Refusal.TLS);
        assertThat(sessions.begun).isEmpty();
    }

    @Test
    void require_takesAnyCertificate() {
        demands(TlsMode.REQUIRE);
        TestCertificates other = new TestCertificates();
        passes(other.showing(other.issue("elsewhere")));
    }

    @Test
    void verifyCa_takesAnyNameOfATrustedAuthority() {
        demands(TlsMode.VERIFY_CA);
        passes(authority.showing(authority.issue("elsewhere")));
    }

    @Test
    void verifyCa_refusesAnotherAuthority() {
        demands(TlsMode.VERIFY_CA);
        TestCertificates other = new TestCertificates();
        fails(other.showing(other.issue("localhost")));
    }

    @Test
    void verifyFull_takesTheNameAndAsksForIt() {
        demands(TlsMode.VERIFY_FULL);
        WirePeer client = client();
        WirePeer backend = secured(client, authority.showing(localhost)).receives(START);
        assertThat(((ExtendedSSLSession) backend.tls().getSession()).getRequestedServerNames())
                .hasToString("[type=host_name (0), value=localhost]");
    }

    @Test
    void verifyFull_refusesAnotherName() {
        demands(TlsMode.VERIFY_FULL);
        fails(authority.showing(authority.issue("elsewhere")));
    }

    @Test
    void verifyFull_verifiesAnAddress() {
        serverName = Optional.empty();
        demands(TlsMode.VERIFY_FULL);
        passes(authority.showing(authority.issue("127.0.0.1")));
    }

    @Test
    void verifyFullWithoutTrust_goesByTheAuthoritiesOfTheJdk() {
        setup.upstreamTls = UpstreamTls.of(TlsMode.VERIFY_FULL);
        fails(authority.showing(authority.issue("127.0.0.1")));
    }

    @Test
    void clientCertificate_isShown() throws SSLPeerUnverifiedException {
        TestCertificates.Identity own = authority.issue("relay");
        KeyPair pair = TestCertificates.write(folder, "client", own);
        certificate = Optional.of(pair.certificate());
        key = Optional.of(pair.key());
        demands(TlsMode.VERIFY_FULL);
        WirePeer client = client();
        WirePeer backend = secured(client, authority.showing(localhost));
        backend.tls().setNeedClientAuth(true);
        backend.receives(START);
        assertThat(backend.tls().getSession().getPeerCertificates()).containsExactly(own.certificate());
    }

    @Test
    void serverThatSaysNo_getsNothingUnencrypted() {
        demands(TlsMode.REQUIRE);
        WirePeer client = client();
        client.sends(START);
        accepted().receives(SSL_REQUEST).sends(new byte[] {'N'}).isGoneWithoutAWord();
        assertThat(Wire.error(client)).startsWith("08006 ");
    }

    @Test
    void serverThatSaysAnError_isNotQuoted() {
        demands(TlsMode.REQUIRE);
        WirePeer client = client();
        client.sends(START);
        accepted()
                .receives(SSL_REQUEST)
                .sends(Wire.message('E', "SFATAL\0C53300\0Mtoo many for user secret\0\0".getBytes(UTF_8)))
                .isGoneWithoutAWord();
        assertThat(Wire.error(client)).startsWith("08006 ").doesNotContain("secret");
    }

    @Test
    void bytesBehindTheAnswer_areRefused() {
        demands(TlsMode.REQUIRE);
        WirePeer client = client();
        client.sends(START);
        accepted().receives(SSL_REQUEST).sends(YES, Wire.AUTHENTICATION_OK).isGoneWithoutAWord();
        assertThat(Wire.error(client)).startsWith("08006 ");
    }

    @Test
    void answerThatDoesNotCome_isNotWaitedForLong() {
        setup.connectTimeout = Duration.ofMillis(300);
        demands(TlsMode.REQUIRE);
        WirePeer client = client();
        client.sends(START);
        WirePeer backend = accepted().receives(SSL_REQUEST);
        assertThat(Wire.error(client)).startsWith("08006 ");
        backend.isGone();
    }

    @Test
    void handshakeThatDoesNotCome_isNotWaitedForLong() {
        setup.connectTimeout = Duration.ofMillis(300);
        demands(TlsMode.REQUIRE);
        WirePeer client = client();
        client.sends(START);
        accepted().receives(SSL_REQUEST).sends(YES);
        assertThat(Wire.error(client)).startsWith("08006 ");
    }

    @Test
    void direct_asksForPostgresqlAtOnce() {
        setup.negotiation = TlsNegotiation.DIRECT;
        demands(TlsMode.VERIFY_FULL);
        WirePeer client = client();
        client.sends(START);
        WirePeer backend = accepted().endsTls(authority.showing(localhost), "postgresql");
        backend.receives(START).sends(STARTED);
        client.receives(STARTED);
        assertThat(backend.tls().getApplicationProtocol()).isEqualTo("postgresql");
    }

    @Test
    void direct_toAServerThatDoesNotSayPostgresqlFails() {
        setup.negotiation = TlsNegotiation.DIRECT;
        demands(TlsMode.VERIFY_FULL);
        WirePeer client = client();
        client.sends(START);
        accepted().endsTls(authority.showing(localhost)).isGone();
        assertThat(Wire.error(client)).startsWith("08006 ");
    }

    @Test
    void direct_toAServerThatClosesFails() {
        setup.negotiation = TlsNegotiation.DIRECT;
        demands(TlsMode.VERIFY_FULL);
        WirePeer client = client();
        client.sends(START);
        WirePeer backend = accepted();
        backend.bytes(5);
        backend.close();
        assertThat(Wire.error(client)).startsWith("08006 ");
    }

    @Test
    void changedTrust_decidesForNewConnections() {
        demands(TlsMode.VERIFY_FULL);
        TestCertificates renewed = new TestCertificates();
        WirePeer before = client();
        WirePeer backend = secured(before, authority.showing(localhost)).receives(START);
        renewed.writeAuthority(trust);
        SSLContext shown = renewed.showing(renewed.issue("localhost"));
        await().ignoreExceptions().until(() -> {
            WirePeer client = client();
            secured(client, shown).receives(START).sends(STARTED);
            client.receives(STARTED);
            return true;
        });
        backend.sends(STARTED);
        before.receives(STARTED);
    }

    // --- what channel binding makes of it

    @Test
    void channelBinding_isTakenOffTheList() {
        demands(TlsMode.REQUIRE);
        WirePeer client = client();
        WirePeer backend = secured(client, authority.showing(localhost)).receives(START);
        backend.sends(sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"));
        client.receives(sasl("SCRAM-SHA-256"));
        backend.sends(sasl("SCRAM-SHA-256-PLUS"));
        client.receives(sasl("SCRAM-SHA-256-PLUS"));
    }

    @Test
    void channelBinding_isLeftToItselfWhereNoTlsBeginsOrEnds() {
        WirePeer client = client();
        client.sends(START);
        accepted().receives(START).sends(sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"));
        client.receives(sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"));
    }

    @Test
    void channelBinding_holdsAcrossARelayThatShowsTheServersCertificate() {
        KeyPair pair = TestCertificates.write(folder, "shared", localhost);
        setup.terminates(new ListenTls(pair.certificate(), pair.key(), Optional.empty()));
        demands(TlsMode.VERIFY_FULL);
        WirePeer client = client();
        client.sends(SSL_REQUEST).receives(YES);
        WirePeer inside = client.beginsTls(authority.trusting());
        WirePeer backend = secured(inside, authority.showing(localhost)).receives(START);
        backend.sends(sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"));
        inside.receives(sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"));
    }
}
