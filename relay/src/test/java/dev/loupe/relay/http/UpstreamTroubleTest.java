package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams that are not there, say nothing, or say nonsense: answered in their place, never a hang. */
class UpstreamTroubleTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private Peer.Message answer() {
        Peer client = client();
        client.sends(GET);
        return client.message();
    }

    private void isAnswered(Peer.Message answer, int status, RelayError error) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(error.kind() + " id-1");
        assertThat(answer.head()).contains("\r\nx-request-id: id-1\r\n");
        assertThat(exchanges.next().end).isEqualTo(new ExchangeEnd.Answered(error));
    }

    @Test
    void portThatRefuses_is502() {
        upstreamGoes();
        isAnswered(answer(), 502, RelayError.UNREACHABLE);
    }

    @Test
    void portThatRefuses_isAskedAgainByTheNextRequest() throws IOException {
        upstreamGoes();
        Peer client = client();
        client.sends(GET);
        assertThat(client.message().status()).isEqualTo(502);
        try (ServerSocket server = new ServerSocket(upstream.port(), 50, InetAddress.getLoopbackAddress());
                ScriptedUpstream back = new ScriptedUpstream(server)) {
            back.alwaysAnswers(OK);
            client.sends(GET).receives(OK);
        }
    }

    @Test
    void nameThatDoesNotResolve_is502() {
        relay(s -> s.upstreamHost = "no-such-host.invalid");
        isAnswered(answer(), 502, RelayError.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n",
                "\0\0\0\1",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 20\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"
            })
    void nonsense_is502AndTheConnectionIsClosed(String nonsense) {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().receives(GET).sends(nonsense);
        isAnswered(client.message(), 502, RelayError.NONSENSE);
        store.isGone();
    }

    @Test
    void headThatNeverEnds_is502() {
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().receives(GET);
        store.sends("HTTP/1.1 200 OK\r\nA: " + "b".repeat(70_000));
        isAnswered(client.message(), 502, RelayError.NONSENSE);
        store.isGone();
    }

    @Test
    void connectionThatClosesWithoutAnAnswer_is502() {
        Peer client = client();
        for (int i = 0; i < 20; i++) {
            client.sends(GET);
            upstream.accepts().close();
            isAnswered(client.message(), 502, RelayError.BROKEN);
        }
    }

    @Test
    void connectionThatClosesInTheHead_is502() {
        Peer client = client();
        client.sends(GET);
        upstream.accepts().receives(GET).sends("HTTP/1.1 200 OK\r\nConte").close();
        isAnswered(client.message(), 502, RelayError.BROKEN);
    }

    @Test
    void connectionThatIsReset_is502() {
        Peer client = client();
        client.sends("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhello");
        Peer store = upstream.accepts();
        store.head();
        store.resets();
        isAnswered(client.message(), 502, RelayError.BROKEN);
    }

    @Test
    void silence_is504AndTheConnectionIsClosed() {
        relay(s -> s.responseTimeout = Duration.ofMillis(300));
        Peer client = client();
        client.sends(GET);
        Peer store = upstream.accepts().receives(GET);
        isAnswered(client.message(), 504, RelayError.UPSTREAM_TIMEOUT);
        store.ends();
        client.sends(GET);
        upstream.accepts().receives(GET).sends(OK);
        client.receives(OK);
    }

    @Test
    void silenceAfterAnInterimResponse_is504() {
        relay(s -> s.responseTimeout = Duration.ofMillis(300));
        Peer client = client();
        client.sends(GET);
        upstream.accepts().receives(GET).sends("HTTP/1.1 103 Early Hints\r\n\r\n");
        client.receives("HTTP/1.1 103 Early Hints\r\n\r\n");
        isAnswered(client.message(), 504, RelayError.UPSTREAM_TIMEOUT);
    }

    @Test
    void continueThatDoesNotCome_is504() {
        relay(s -> s.responseTimeout = Duration.ofMillis(300));
        Peer client = client();
        client.sends("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");
        Peer store = upstream.accepts();
        store.head();
        isAnswered(client.message(), 504, RelayError.UPSTREAM_TIMEOUT);
        client.ends();
        store.ends();
    }

    @Test
    void portThatTakesNoConnection_is504() throws IOException {
        List<Socket> full = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(deaf, full);
            relay(s -> {
                s.upstreamPort = deaf.getLocalPort();
                s.connectTimeout = Duration.ofMillis(500);
            });
            isAnswered(answer(), 504, RelayError.CONNECT_TIMEOUT);
        } finally {
            for (Socket socket : full) {
                socket.close();
            }
        }
    }

    /** Once its queue is full, the kernel drops what would be another connection. */
    private static void fill(ServerSocket deaf, List<Socket> full) throws IOException {
        while (full.size() < 100) {
            Socket socket = new Socket();
            full.add(socket);
            try {
                socket.connect(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()), 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @Test
    void head_isAnsweredWithoutABody() {
        upstreamGoes();
        Peer client = client();
        client.sends("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.head()).startsWith("HTTP/1.1 502 ");
        client.finishesSending().ends();
    }
}
