package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that speak TLS. */
class ListenTlsTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private final TestCertificates authority = new TestCertificates();

    @TempDir
    private Path folder;

    @BeforeEach
    void listenWithTls() {
        setup.listenTls = Optional.of(TestCertificates.write(folder, "own", authority.issue("localhost")));
    }

    private Peer tlsClient() {
        return adopt(Peer.connect(relay().port(), authority.trusting()));
    }

    @Test
    void exchange_passes() {
        upstream.alwaysAnswers(OK);
        tlsClient().sends(GET).receives(OK).sends(GET).receives(OK);
        assertThat(exchanges.next().request).isEqualTo("https GET /");
    }

    @Test
    void largeBodies_passBothWays() {
        String body = "0123456789".repeat(200_000);
        upstream.always(peer -> {
            String received = peer.message().body();
            peer.sends("HTTP/1.1 200 OK\r\nContent-Length: " + received.length() + "\r\n\r\n" + received);
        });
        Peer client = tlsClient();
        client.sends("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(client.message().body()).isEqualTo(body);
    }

    @Test
    void downloadThatBreaksOff_endsWithoutAFarewell() {
        Peer client = tlsClient();
        client.sends(GET);
        Peer store = upstream.accepts().receives(GET);
        store.sends("HTTP/1.1 200 OK\r\n\r\nhello");
        client.head();
        client.receives("hello");
        store.resets();
        client.breaks();
    }

    @Test
    void malformedRequest_isAnsweredAndTheConnectionEnds() {
        Peer client = tlsClient();
        client.sends("nonsense\r\n\r\n");
        assertThat(client.message().status()).isEqualTo(400);
        client.ends();
    }

    @Test
    void earlyAnswer_isWhole() {
        Peer client = tlsClient();
        client.sends("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nhello");
        Peer store = upstream.accepts();
        store.head();
        store.sends("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        assertThat(client.message().body()).isEqualTo("no");
        client.ends();
    }

    @Test
    void clientThatClosesMidUpload_reachesTheUpstreamAsBroken() {
        Peer client = tlsClient();
        client.sends("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhello");
        Peer store = upstream.accepts();
        store.head();
        store.receives("hello");
        client.close();
        store.ends();
        assertThat(exchanges.next().end)
                .isEqualTo(new ExchangeEnd.Broken(ExchangeEnd.Side.CLIENT, ExchangeEnd.Cause.CLOSED, 5, 0));
    }

    @Test
    void plainRequestToTheTlsPort_isNeverSentOn() {
        client().sends(GET).isGone();
        assertThat(upstream.connections()).isZero();
    }

    @Test
    void changedCertificate_isShownToNewConnectionsAndOpenOnesGoOn() throws Exception {
        upstream.alwaysAnswers(OK);
        Peer before = tlsClient().sends(GET).receives(OK);
        X509Certificate old = shown(before);
        TestCertificates.Identity renewed = authority.issue("localhost");
        TestCertificates.write(folder, "own", renewed);
        await().until(() -> shown(tlsClient().sends(GET).receives(OK)).equals(renewed.certificate()));
        assertThat(shown(before)).isEqualTo(old);
        before.sends(GET).receives(OK);
    }

    @Test
    void brokenCertificate_changesNothing() throws Exception {
        upstream.alwaysAnswers(OK);
        X509Certificate old = shown(tlsClient().sends(GET).receives(OK));
        Path file = setup.listenTls.orElseThrow().certificate();
        String good = Files.readString(file);
        Files.writeString(file, "nonsense");
        Files.writeString(folder.resolve("own.key"), "nonsense");
        // The look at the files after the next finds them as they are now.
        long until = System.nanoTime() + 2_500_000_000L;
        await().until(() -> {
            assertThat(shown(tlsClient().sends(GET).receives(OK))).isEqualTo(old);
            return System.nanoTime() > until;
        });
        assertThat(good).isNotEqualTo(Files.readString(file));
    }

    private static X509Certificate shown(Peer client) throws SSLPeerUnverifiedException {
        SSLSocket socket = (SSLSocket) client.socket();
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
}
