package dev.loupe.relay.postgres;

import static dev.loupe.relay.postgres.Wire.SSL_REQUEST;
import static dev.loupe.relay.postgres.Wire.cancel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.WirePeer;
import dev.loupe.relay.postgres.PostgresPath.Refusal;
import dev.loupe.relay.postgres.PostgresRelaySettings.Encryption;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that get no session are told why, as a server would tell them. */
class RefusedSessionsTest extends ScriptedTest {
    @Test
    void tooManyConnections_is53300() {
        relay(s -> s.maxConnections = 1);
        session();
        WirePeer second = client();
        second.sends(START);
        assertThat(Wire.error(second)).startsWith("53300 Loupe: ");
        second.ends();
        assertThat(sessions.refusals).containsExactly(Refusal.CONNECTIONS);
        assertThat(server.isLeftAlone()).isTrue();
    }

    @Test
    void tooManyConnections_isSaidInsteadOfAnAnswerAboutEncryption() {
        relay(s -> s.maxConnections = 1);
        session();
        WirePeer second = client();
        second.sends(SSL_REQUEST);
        assertThat(Wire.error(second)).startsWith("53300 ");
    }

    @Test
    void cancelRequest_passesWhereThereAreTooManyConnections() {
        relay(s -> s.maxConnections = 1);
        session();
        client().sends(cancel(7, 8));
        accepted().receives(cancel(7, 8));
        assertThat(sessions.refusals).isEmpty();
    }

    @Test
    void placeOfASessionThatEnded_isFree() {
        relay(s -> s.maxConnections = 1);
        Pair first = session();
        first.client().close();
        first.server().close();
        await().until(() -> relay().connections() == 0);
        session();
    }

    @Test
    void serverThatTakesNoConnection_is57P03() {
        server.close();
        WirePeer client = client();
        client.sends(START);
        assertThat(Wire.error(client))
                .isEqualTo("57P03 Loupe: this relay cannot reach the database server")
                .doesNotContain("127.0.0.1");
        client.ends();
        assertThat(sessions.refusals).containsExactly(Refusal.UNREACHABLE);
    }

    @Test
    void nameWithoutAnAddress_is57P03() {
        setup.lookUp = name -> {
            throw new UnknownHostException(name);
        };
        WirePeer client = client();
        client.sends(START);
        assertThat(Wire.error(client)).startsWith("57P03 ");
    }

    @Test
    void serverThatDoesNotAnswer_is57P03AfterTheTimeout() {
        // TEST-NET-1 of RFC 5737: nobody is there.
        relay(s -> {
            s.upstreamHost = "192.0.2.1";
            s.connectTimeout = Duration.ofMillis(300);
        });
        WirePeer client = client();
        client.sends(START);
        assertThat(Wire.error(client)).startsWith("57P03 ");
    }

    @Test
    void cancelOfAServerThatIsGone_justEnds() {
        server.close();
        WirePeer client = client();
        client.sends(cancel(1, 2));
        client.isGone();
    }

    @Test
    void clientThatSaysNothing_isTurnedAwayInTime() {
        relay(s -> s.startTimeout = Duration.ofMillis(300));
        client().isGone();
        assertThat(sessions.refusals).containsExactly(Refusal.TIMEOUT);
    }

    @Test
    void clientThatSaysHalfOfIt_isTurnedAwayInTime() {
        relay(s -> s.startTimeout = Duration.ofMillis(300));
        WirePeer client = client();
        client.sends(new byte[] {0, 0, 0, 90, 0, 3, 0, 0, 'u'});
        client.isGone();
        assertThat(server.isLeftAlone()).isTrue();
    }

    @Test
    void clientThatAsksForEncryptionForEver_isTurnedAwayInTime() {
        relay(s -> {
            s.encryption = Encryption.REFUSE;
            s.startTimeout = Duration.ofMillis(300);
        });
        WirePeer client = client();
        client.sends(SSL_REQUEST).receives(new byte[] {'N'});
        client.isGone();
        assertThat(sessions.refusals).containsExactly(Refusal.TIMEOUT);
    }

    @Test
    void sessionThatHasBegun_isNotUnderTheTimeoutOfTheStart() {
        relay(s -> s.startTimeout = Duration.ofMillis(300));
        Pair session = session();
        assertThat(session.client().isSilent()).isTrue();
        assertThat(session.client().isSilent()).isTrue();
        assertThat(session.client().isSilent()).isTrue();
    }
}
