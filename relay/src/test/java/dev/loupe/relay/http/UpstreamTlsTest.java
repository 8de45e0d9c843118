package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.TestCertificates;
import dev.loupe.relay.http.ExchangeEnd.Broken;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import dev.loupe.relay.http.HttpRelaySettings.KeyPair;
import dev.loupe.relay.http.HttpRelaySettings.UpstreamTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upstream that speaks TLS. */
class UpstreamTlsTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private final TestCertificates authority = new TestCertificates();
    private final SSLContext localhost = authority.showing(authority.issue("localhost"));

    @TempDir
    private Path folder;

    private Path trust;

    @BeforeEach
    void speakTlsToTheUpstream() {
        trust = authority.writeAuthority(folder.resolve("trust.pem"));
        setup.upstreamTls = Optional.of(tls(Optional.empty(), true, Optional.of("localhost")));
    }

    private UpstreamTls tls(Optional<KeyPair> client, boolean verify, Optional<String> serverName) {
        return new UpstreamTls(Optional.of(trust), client, verify, serverName);
    }

    private Peer.Message answer() {
        Peer client = client();
        client.sends(GET);
        return client.message();
    }

    @Test
    void exchange_passesWithTheNameInTheHandshake() {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().speaksTls(localhost);
        store.receives(GET).sends(OK);
        client.receives(OK);
        SSLSocket socket = (SSLSocket) store.socket();
        assertThat(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames())
                .hasToString("[type=host_name (0), value=localhost]");
    }

    @Test
    void addressForAName_isVerifiedAndNotAskedFor() {
        setup.upstreamTls = Optional.of(tls(Optional.empty(), true, Optional.empty()));
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().speaksTls(authority.showing(authority.issue("127.0.0.1")));
        store.receives(GET).sends(OK);
        client.receives(OK);
        SSLSocket socket = (SSLSocket) store.socket();
        assertThat(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames())
                .isEmpty();
    }

    private Peer.Message answerOf(SSLContext shown) {
        upstream.always(peer -> {
            Peer secured = peer.speaksTls(shown);
            secured.message();
            secured.sends(OK);
        });
        return answer();
    }

    @Test
    void certificateOfAnotherAuthority_is502() {
        TestCertificates other = new TestCertificates();
        assertThat(answerOf(other.showing(other.issue("localhost"))).status()).isEqualTo(502);
    }

    @Test
    void certificateOfAnotherHost_is502() {
        assertThat(answerOf(authority.showing(authority.issue("elsewhere"))).status())
                .isEqualTo(502);
    }

    @Test
    void certificateOfAnotherHost_isTakenWhereTheHostIsNotVerified() {
        setup.upstreamTls = Optional.of(tls(Optional.empty(), false, Optional.empty()));
        assertThat(answerOf(authority.showing(authority.issue("elsewhere"))).status())
                .isEqualTo(200);
    }

    @Test
    void withoutATrustFile_theAuthoritiesOfTheJdkDecide() {
        setup.upstreamTls =
                Optional.of(new UpstreamTls(Optional.empty(), Optional.empty(), true, Optional.of("localhost")));
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().speaksTls(localhost);
        store.isGone();
        assertThat(client.message().status()).isEqualTo(502);
        assertThat(exchanges.next().end).isEqualTo(new ExchangeEnd.Answered(RelayError.TLS_FAILED));
    }

    @Test
    void upstreamWithoutTls_is502() {
        Peer client = client();
        client.sends(GET);
        upstream.accepts().sends("HTTP/1.1 400 Bad Request\r\n\r\n").close();
        assertThat(client.message().status()).isEqualTo(502);
    }

    @Test
    void handshakeThatDoesNotCome_is504() {
        relay(s -> s.connectTimeout = Duration.ofMillis(500));
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts();
        assertThat(client.message().status()).isEqualTo(504);
        store.isGone();
    }

    @Test
    void clientCertificate_isShown() throws SSLPeerUnverifiedException {
        TestCertificates.Identity own = authority.issue("relay");
        setup.upstreamTls = Optional.of(
                tls(Optional.of(TestCertificates.write(folder, "client", own)), true, Optional.of("localhost")));
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().speaksTls(localhost);
        SSLSocket socket = (SSLSocket) store.socket();
        socket.setNeedClientAuth(true);
        store.receives(GET).sends(OK);
        client.receives(OK);
        assertThat(socket.getSession().getPeerCertificates()).containsExactly(own.certificate());
    }

    @Test
    void clientCertificateThatIsMissing_is502() {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().speaksTls(localhost);
        ((SSLSocket) store.socket()).setNeedClientAuth(true);
        store.isGone();
        assertThat(client.message().status()).isEqualTo(502);
    }

    @Test
    void bodyUntilCloseWithAFarewell_isWhole() {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().speaksTls(localhost).receives(GET);
        store.sends("HTTP/1.1 200 OK\r\n\r\nhello").close();
        assertThat(client.rest()).endsWith("\r\n\r\nhello");
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void bodyUntilCloseWithoutAFarewell_breaks() {
        Peer client = client();
        client.sends(GET);
        Peer plain = upstream.accepts();
        plain.speaksTls(localhost).receives(GET).sends("HTTP/1.1 200 OK\r\n\r\nhello");
        client.head();
        client.receives("hello");
        plain.close();
        client.breaks();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.UPSTREAM, Cause.CLOSED, 0, 5));
    }

    @Test
    void uploadThatBreaksOff_reachesTheUpstreamAsBroken() {
        String part = "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
        Peer client = client();
        client.sends(part);
        Peer store = upstream.accepts().speaksTls(localhost).receives(part);
        client.resets();
        store.ends();
    }

    @Test
    void changedTrust_decidesForNewConnectionsAndOpenOnesGoOn() {
        TestCertificates renewed = new TestCertificates();
        SSLContext renewedLocalhost = renewed.showing(renewed.issue("localhost"));
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().speaksTls(localhost).receives(GET);
        renewed.writeAuthority(trust);
        List<Integer> seen = new CopyOnWriteArrayList<>();
        upstream.always(peer -> {
            Peer secured = peer.speaksTls(renewedLocalhost);
            while (true) {
                secured.message();
                secured.sends(OK);
            }
        });
        await().until(() -> {
            seen.add(answer().status());
            return seen.contains(200);
        });
        assertThat(seen).startsWith(502);
        store.sends(OK);
        client.receives(OK).sends(GET);
        store.receives(GET).sends(OK);
        client.receives(OK);
    }
}
