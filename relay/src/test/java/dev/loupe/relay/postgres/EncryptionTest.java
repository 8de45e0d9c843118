package dev.loupe.relay.postgres;

import static dev.loupe.relay.postgres.Wire.GSSENC_REQUEST;
import static dev.loupe.relay.postgres.Wire.SSL_REQUEST;
import static dev.loupe.relay.postgres.Wire.TERMINATE;
import static dev.loupe.relay.postgres.Wire.query;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.TestCertificates;
import dev.loupe.relay.fixture.WirePeer;
import dev.loupe.relay.http.HttpRelaySettings.KeyPair;
import dev.loupe.relay.net.tls.ListenTls;
import dev.loupe.relay.postgres.PostgresPath.Refusal;
import dev.loupe.relay.postgres.PostgresRelaySettings.Encryption;
import dev.loupe.relay.postgres.SessionObserver.Blind;
import dev.loupe.relay.postgres.SessionObserver.SessionEnd;
import dev.loupe.relay.postgres.SessionObserver.Side;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a client's wish for encryption. */
class EncryptionTest extends ScriptedTest {
    private static final byte[] YES = {'S'};
    private static final byte[] NO = {'N'};
    private static final byte[] CLIENT_HELLO = {0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5};

    private final TestCertificates authority = new TestCertificates();
    private final SSLContext trusting = authority.trusting();

    @TempDir
    private Path folder;

    private ListenTls own;

    @BeforeEach
    void writeCertificate() {
        KeyPair pair = TestCertificates.write(folder, "own", authority.issue("localhost"));
        own = new ListenTls(pair.certificate(), pair.key(), Optional.empty());
    }

    private WirePeer secured() {
        WirePeer client = client();
        client.sends(SSL_REQUEST).receives(YES);
        return client.beginsTls(trusting);
    }

    private void passes(WirePeer client) {
        client.sends(START);
        WirePeer backend = accepted().receives(START);
        backend.sends(STARTED);
        client.receives(STARTED).sends(query("SELECT 1"));
        backend.receives(query("SELECT 1"));
        client.sends(TERMINATE);
        backend.receives(TERMINATE);
    }

    // --- relay

    @Test
    void relayed_yesOfTheServerMakesTheSessionBlind() {
        WirePeer client = client();
        client.sends(SSL_REQUEST);
        WirePeer backend = accepted().receives(SSL_REQUEST);
        backend.sends(YES);
        client.receives(YES).sends(CLIENT_HELLO);
        backend.receives(CLIENT_HELLO).sends(CLIENT_HELLO);
        client.receives(CLIENT_HELLO);
        assertThat(sessions.next().blind).containsExactly(Blind.ENCRYPTED);
    }

    @Test
    void relayed_noOfTheServerLeavesTheSessionObserved() {
        WirePeer client = client();
        client.sends(GSSENC_REQUEST);
        WirePeer backend = accepted().receives(GSSENC_REQUEST);
        backend.sends(NO);
        client.receives(NO).sends(SSL_REQUEST);
        backend.receives(SSL_REQUEST).sends(NO);
        client.receives(NO).sends(START);
        backend.receives(START).sends(STARTED);
        client.receives(STARTED);
        RecordedSessions.Recorded recorded = sessions.next();
        assertThat(recorded.blind).isEmpty();
        assertThat(recorded.frontend).hasSize(3);
    }

    @Test
    void relayed_directTlsIsBlind() {
        WirePeer client = client();
        client.sends(CLIENT_HELLO);
        accepted().receives(CLIENT_HELLO);
        assertThat(sessions.next().blind).hasSize(1);
    }

    // --- refuse

    @Test
    void refused_theRelayAnswersAndTheServerHearsNothingOfIt() {
        setup.encryption = Encryption.REFUSE;
        WirePeer client = client();
        client.sends(GSSENC_REQUEST).receives(NO).sends(SSL_REQUEST).receives(NO);
        assertThat(server.isLeftAlone()).isTrue();
        passes(client);
    }

    @Test
    void refused_directTlsIsClosed() {
        setup.encryption = Encryption.REFUSE;
        WirePeer client = client();
        client.sends(CLIENT_HELLO);
        client.isGone();
        assertThat(sessions.refusals).containsExactly(Refusal.TLS);
    }

    // --- terminate

    @Test
    void terminated_sessionIsObserved() {
        setup.terminates(own);
        passes(secured());
        RecordedSessions.Recorded recorded = sessions.next();
        assertThat(recorded.blind).isEmpty();
        assertThat(recorded.frontend).hasSize(3);
    }

    @Test
    void terminated_gssIsRefusedAndTlsFollows() {
        setup.terminates(own);
        WirePeer client = client();
        client.sends(GSSENC_REQUEST).receives(NO).sends(SSL_REQUEST).receives(YES);
        passes(client.beginsTls(trusting));
    }

    @Test
    void terminated_clientWithoutTlsIsServed() {
        setup.terminates(own);
        passes(client());
    }

    @Test
    void terminated_directTlsIsServed() {
        setup.terminates(own);
        WirePeer client = client().beginsTls(trusting, "postgresql");
        passes(client);
        assertThat(client.tls().getApplicationProtocol()).isEqualTo("postgresql");
    }

    @Test
    void terminated_directTlsForSomethingElseIsClosed() {
        setup.terminates(own);
        WirePeer client = client().beginsTls(trusting);
        client.isGone();
        assertThat(sessions.refusals).containsExactly(Refusal.TLS);
        assertThat(server.isLeftAlone()).isTrue();
    }

    @Test
    void terminated_bytesBehindTheQuestionAreRefused() {
        setup.terminates(own);
        WirePeer client = client();
        client.sends(SSL_REQUEST, START);
        client.isGone();
        assertThat(sessions.refusals).containsExactly(Refusal.TLS);
        assertThat(server.isLeftAlone()).isTrue();
    }

    @Test
    void terminated_plainBytesInPlaceOfTheHandshakeAreRefused() {
        setup.terminates(own);
        WirePeer client = client();
        client.sends(SSL_REQUEST).receives(YES).sends(START);
        client.isGone();
        assertThat(sessions.refusals).containsExactly(Refusal.TLS);
        assertThat(server.isLeftAlone()).isTrue();
    }

    @Test
    void terminated_tlsWithinTlsIsRefused() {
        setup.terminates(own);
        WirePeer client = secured();
        client.sends(SSL_REQUEST);
        client.isGone();
        assertThat(sessions.refusals).containsExactly(Refusal.TLS);
    }

    @Test
    void terminated_farewellOfTheClientReachesTheServer() {
        setup.terminates(own);
        WirePeer client = secured();
        client.sends(START);
        WirePeer backend = accepted().receives(START);
        client.sends(TERMINATE);
        client.close();
        backend.receives(TERMINATE).ends();
        backend.close();
        RecordedSessions.Recorded recorded = sessions.next();
        await().until(() -> !recorded.ends.isEmpty());
        assertThat(recorded.ends).containsExactly(new SessionEnd(Side.CLIENT, true));
    }

    @Test
    void terminated_lastErrorOfTheServerReachesTheClient() {
        setup.terminates(own);
        WirePeer client = secured();
        client.sends(START);
        WirePeer backend = accepted().receives(START);
        byte[] fatal = Wire.message('E', "SFATAL\0C57P01\0\0".getBytes(UTF_8));
        backend.sends(fatal).close();
        client.receives(fatal).ends();
    }

    @Test
    void terminated_refusalReachesTheClient() {
        setup.terminates(own);
        server.close();
        WirePeer client = secured();
        client.sends(START);
        assertThat(Wire.error(client)).startsWith("57P03 ");
        client.ends();
    }

    @Test
    void clientCertificate_isDemandedWhereThereIsTrust() throws SSLPeerUnverifiedException {
        Path trust = authority.writeAuthority(folder.resolve("trust.pem"));
        setup.terminates(new ListenTls(own.certificate(), own.key(), Optional.of(trust)));
        WirePeer client = client();
        client.sends(SSL_REQUEST).receives(YES);
        passes(client.beginsTls(authority.showing(authority.issue("client"))));
        WirePeer without = secured();
        assertThatThrownBy(() -> without.sends(START).receives(STARTED)).isInstanceOf(UncheckedIOException.class);
        await().until(() -> sessions.refusals.contains(Refusal.TLS));
        WirePeer plain = client();
        plain.sends(START);
        assertThat(Wire.error(plain)).startsWith("28000 ");
    }

    @Test
    void changedCertificate_isShownToNewClientsAndOldOnesGoOn() throws SSLPeerUnverifiedException {
        setup.terminates(own);
        WirePeer before = secured();
        before.sends(START);
        WirePeer backend = accepted().receives(START);
        TestCertificates.Identity renewed = authority.issue("localhost");
        TestCertificates.write(folder, "own", renewed);
        await().ignoreExceptions().until(() -> {
            WirePeer client = secured();
            client.sends(START);
            accepted().receives(START);
            return client.tls().getSession().getPeerCertificates()[0].equals(renewed.certificate());
        });
        backend.sends(STARTED);
        before.receives(STARTED);
    }
}
