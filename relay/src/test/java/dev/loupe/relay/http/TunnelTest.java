package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.http.ExchangeEnd.Broken;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that goes on in another protocol. */
class TunnelTest extends RelayTest {
    private static final String ASK =
            "GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nConnection: Upgrade\r\n\r\n";
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nConnection: upgrade\r\n\r\n";

    @BeforeEach
    void permit() {
        exchanges.upgrades = request -> request.target().startsWith("/ws");
    }

    @Test
    void upgrade_relaysBothSidesBlind() {
        Peer client = client().sends(ASK);
        Peer service = upstream.accepts().receives(ASK).sends(SWITCH);
        client.receives(SWITCH).sends("GET / HTTP/9.9\r\n\0");
        service.receives("GET / HTTP/9.9\r\n\0").sends("\u00ff\u0000hello");
        client.receives("\u00ff\u0000hello").sends("bye");
        service.receives("bye").finishesSending();
        client.ends();
        client.finishesSending();
        service.ends();
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.calls).containsExactly("request ended", "attempt 1", "response 101", "tunnel");
        assertThat(seen.requestBytes).isEqualTo(20);
        assertThat(seen.responseBytes).isEqualTo(7);
        assertThat(seen.end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void bytesRightBehindTheHeads_pass() {
        Peer client = client().sends(ASK + "early");
        Peer service = upstream.accepts().receives(ASK).sends(SWITCH + "late");
        client.receives(SWITCH + "late");
        service.receives("early");
    }

    @Test
    void halfClose_isPassedOnAndTheOtherDirectionGoesOn() {
        Peer client = client().sends(ASK);
        Peer service = upstream.accepts().receives(ASK).sends(SWITCH);
        client.receives(SWITCH).sends("all").finishesSending();
        service.receives("all").ends();
        service.sends("answer");
        client.receives("answer");
        service.finishesSending();
        client.ends();
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void clientThatHalfClosedBeforeTheSwitch_isHeardToTheEnd() {
        Peer client = client().sends(ASK + "all").finishesSending();
        Peer service = upstream.accepts().receives(ASK).sends(SWITCH);
        service.receives("all").ends();
        service.sends("answer").finishesSending();
        client.receives(SWITCH + "answer").ends();
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void clientThatBreaks_breaksTheUpstream() {
        Peer client = client().sends(ASK);
        Peer service = upstream.accepts().receives(ASK).sends(SWITCH);
        client.receives(SWITCH).sends("12345");
        service.receives("12345");
        client.resets();
        service.breaks();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.CLIENT, Cause.CLOSED, 5, 0));
    }

    @Test
    void upstreamThatBreaks_breaksTheClient() {
        Peer client = client().sends(ASK);
        Peer service = upstream.accepts().receives(ASK).sends(SWITCH);
        client.receives(SWITCH);
        service.resets();
        client.breaks();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.UPSTREAM, Cause.CLOSED, 0, 0));
    }

    @Test
    void silence_endsTheTunnelInTime() {
        setup.tunnelIdle = Duration.ofMillis(300);
        Peer client = client().sends(ASK);
        Peer service = upstream.accepts().receives(ASK).sends(SWITCH);
        client.receives(SWITCH).breaks();
        service.breaks();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.PROXY, Cause.TIMEOUT, 0, 0));
    }

    @Test
    void silenceAfterAHalfClose_endsTheTunnelSooner() {
        setup.halfClose = Duration.ofMillis(300);
        Peer client = client().sends(ASK);
        Peer service = upstream.accepts().receives(ASK).sends(SWITCH);
        client.receives(SWITCH).finishesSending();
        service.ends();
        client.breaks();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.PROXY, Cause.TIMEOUT, 0, 0));
    }

    @Test
    void sideThatDoesNotRead_holdsUpTheOther() throws Exception {
        byte[] block = new byte[100_000];
        AtomicLong sent = new AtomicLong();
        Peer client = client().sends(ASK);
        Peer service = upstream.accepts().receives(ASK).sends(SWITCH);
        client.receives(SWITCH);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 1_000; i++) {
                service.sends(block);
                sent.addAndGet(block.length);
            }
            service.finishesSending();
        });
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    long now = sent.get();
                    return now > 0 && before.getAndSet(now) == now;
                });
        assertThat(sent.get()).isLessThan(40_000_000);
        assertThat(client.rest()).hasSize(100_000_000);
        sending.get(20, TimeUnit.SECONDS);
    }

    @Test
    void drain_breaksWhatHasNotEndedInTime() {
        Peer client = client().sends(ASK);
        upstream.accepts().receives(ASK).sends(SWITCH);
        client.receives(SWITCH);
        Future<Void> drained = relay().drain(Duration.ofMillis(300));
        client.breaks();
        result(drained);
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.PROXY, Cause.SHUTDOWN, 0, 0));
    }

    @Test
    void upstreamThatDeclines_answersAsUsualAndTheConnectionIsReused() {
        Peer client = client().sends(ASK);
        Peer service = upstream.accepts().receives(ASK).sends(OK);
        client.receives(OK).sends(ASK);
        service.receives(ASK).sends(OK);
        client.receives(OK);
    }

    @Test
    void pathThatAllowsNoUpgrade_takesTheAskingOut() {
        exchanges.upgrades = request -> false;
        Peer client = client().sends(ASK);
        Peer service = upstream.accepts().receives("GET /ws HTTP/1.1\r\nHost: h\r\nSec-WebSocket-Key: x\r\n\r\n");
        service.sends(SWITCH);
        assertThat(client.message().status()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "websocket, h2c", "HTTP/2.0", "TLS/1.0", ""})
    void otherVersionsOfHttp_areNotUpgradedTo(String protocol) {
        Peer client = client().sends("GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: " + protocol
                + "\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: x\r\n\r\n");
        upstream.accepts().receives("GET /ws HTTP/1.1\r\nHost: h\r\n\r\n").sends(OK);
        client.receives(OK);
    }

    @Test
    void requestWithABody_isNotUpgraded() {
        Peer client = client().sends("POST /ws HTTP/1.1\r\nHost: h\r\nUpgrade: x\r\nConnection: Upgrade\r\n"
                + "Content-Length: 1\r\n\r\nb");
        upstream.accepts()
                .receives("POST /ws HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nb")
                .sends(OK);
        client.receives(OK);
    }

    @Test
    void clientsPlace_isFreeAgainAfterTheTunnel() {
        setup.maxClients = 1;
        Peer first = client().sends(ASK);
        Peer service = upstream.accepts().receives(ASK).sends(SWITCH);
        first.receives(SWITCH);
        assertThat(client().message().status()).isEqualTo(503);
        first.resets();
        service.breaks();
        exchanges.next();
        Peer third = client().sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        upstream.accepts().receives("GET / HTTP/1.1\r\nHost: h\r\n\r\n").sends(OK);
        third.receives(OK);
    }
}
