package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upstream's name with several addresses. */
class SeveralAddressesTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private final List<InetAddress> found = new ArrayList<>();
    private ScriptedUpstream second;

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    @BeforeEach
    void listenOnASecondAddress() throws IOException {
        found.add(loopback(1));
        found.add(loopback(2));
        second = new ScriptedUpstream(new ServerSocket(upstream.port(), 200, found.get(1)));
        setup.upstreamHost = "store.example";
        setup.lookUp = name -> {
            assertThat(name).isEqualTo("store.example");
            return found.toArray(InetAddress[]::new);
        };
    }

    @AfterEach
    void closeTheSecond() {
        second.close();
    }

    private void requestsAtOnce(int count) {
        List<Peer> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(client().sends(GET));
        }
        clients.forEach(client -> client.receives(OK));
    }

    @Test
    void connections_areSpread() {
        for (ScriptedUpstream each : List.of(upstream, second)) {
            each.always(peer -> {
                peer.message();
                peer.sends(OK);
                peer.message();
            });
        }
        relay(s -> s.loops = 1);
        List<Peer> stores = new ArrayList<>();
        requestsAtOnce(1);
        for (int i = 0; i < 20; i++) {
            Peer client = client();
            client.sends("POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 70000\r\n\r\n");
            stores.add(client);
        }
        await().untilAsserted(() ->
                assertThat(upstream.connections() + second.connections()).isGreaterThanOrEqualTo(20));
        assertThat(upstream.connections()).isBetween(9, 12);
        assertThat(second.connections()).isBetween(9, 12);
        stores.forEach(Peer::close);
    }

    @Test
    void addressThatRefuses_failsNoRequest() {
        second.close();
        upstream.alwaysAnswers(OK);
        for (int i = 0; i < 20; i++) {
            Peer client = client();
            client.sends("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab")
                    .receives(OK);
        }
        requestsAtOnce(30);
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void addressThatDiesWhileItsConnectionsAreIdle_failsNoRepeatableRequest() {
        upstream.alwaysAnswers(OK);
        second.alwaysAnswers(OK);
        requestsAtOnce(30);
        second.close();
        requestsAtOnce(60);
    }

    @Test
    void nameThatMovesToAnotherAddress_isFollowed() {
        found.remove(1);
        setup.resolveInterval = Duration.ofMillis(300);
        upstream.always(peer -> {
            peer.message();
            peer.sends("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        });
        second.alwaysAnswers(OK);
        client().sends(GET).receives(OK);
        found.set(0, second.address());
        await().until(() -> {
            client().sends(GET).receives(OK);
            return second.connections() > 0;
        });
    }

    @Test
    void nameThatStopsToResolve_keepsItsAddresses() {
        setup.resolveInterval = Duration.ofMillis(300);
        List<String> asked = new CopyOnWriteArrayList<>();
        setup.lookUp = name -> {
            asked.add(name);
            if (asked.size() > 1) {
                throw new UnknownHostException(name);
            }
            return found.toArray(InetAddress[]::new);
        };
        upstream.alwaysAnswers(OK);
        second.alwaysAnswers(OK);
        client().sends(GET).receives(OK);
        await().until(() -> asked.size() > 2);
        requestsAtOnce(10);
    }

    @Test
    void nameThatResolvesLate_isWaitedForAndServed() {
        CountDownLatch resolves = new CountDownLatch(1);
        setup.lookUp = name -> {
            awaitLatch(resolves);
            return found.toArray(InetAddress[]::new);
        };
        setup.loops = 2;
        upstream.alwaysAnswers(OK);
        second.alwaysAnswers(OK);
        List<Peer> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clients.add(client().sends(GET));
        }
        resolves.countDown();
        clients.forEach(client -> client.receives(OK));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
