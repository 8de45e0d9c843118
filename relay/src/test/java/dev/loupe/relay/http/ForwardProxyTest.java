package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.http.ExchangeEnd.Answered;
import dev.loupe.relay.http.ExchangeEnd.Whole;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay as {@code HTTP_PROXY}: requests say themselves where they go. */
class ForwardProxyTest extends RelayTest {
    @BeforeEach
    void forwards() {
        setup.forwards("127.0.0.1", "named.example");
        setup.lookUp = name -> {
            if (name.equals("unknown.example")) {
                throw new UnknownHostException(name);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
    }

    private String authority() {
        return "127.0.0.1:" + upstream.port();
    }

    @Test
    void absoluteTarget_goesToItsServerInOriginForm() {
        Peer client = client().sends("GET http://" + authority() + "/a%2F?b=c HTTP/1.1\r\nAccept: x\r\n"
                + "Host: other\r\nProxy-Connection: keep-alive\r\nProxy-Authorization: Basic secret\r\nA: b\r\n\r\n");
        Peer server = upstream.accepts()
                .receives("GET /a%2F?b=c HTTP/1.1\r\nHost: " + authority() + "\r\nAccept: x\r\nA: b\r\n\r\n");
        server.sends("HTTP/1.1 200 OK\r\nProxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nok");
        client.receives(OK);
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.request).isEqualTo("http GET /a%2F?b=c");
        assertThat(seen.host).isEqualTo(authority());
        assertThat(seen.end).isInstanceOf(Whole.class);
    }

    @ParameterizedTest
    @CsvSource({"GET, '', /", "GET, ?q=1, /?q=1", "OPTIONS, '', *", "OPTIONS, /x, /x", "GET, //x, //x"})
    void restOfTheTarget_isThePath(String method, String rest, String path) {
        Peer client = client().sends(method + " HTTP://" + authority() + rest + " HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer server = upstream.accepts();
        assertThat(server.message().startLine()).isEqualTo(method + " " + path + " HTTP/1.1");
        server.sends(OK);
        client.receives(OK);
    }

    @Test
    void requestsToSeveralServers_useAPoolForEach() {
        try (ScriptedUpstream other = new ScriptedUpstream()) {
            Peer client = client().sends("GET http://" + authority() + "/1 HTTP/1.1\r\nHost: h\r\n\r\n");
            Peer first = answers(upstream.accepts(), "/1");
            client.receives(OK).sends("GET http://127.0.0.1:" + other.port() + "/2 HTTP/1.1\r\nHost: h\r\n\r\n");
            Peer second = answers(other.accepts(), "/2");
            client.receives(OK).sends("GET http://" + authority() + "/3 HTTP/1.1\r\nHost: h\r\n\r\n");
            answers(first, "/3");
            client.receives(OK).sends("GET http://127.0.0.1:" + other.port() + "/4 HTTP/1.1\r\nHost: h\r\n\r\n");
            answers(second, "/4");
            client.receives(OK);
            assertThat(upstream.connections()).isEqualTo(1);
            assertThat(other.connections()).isEqualTo(1);
        }
    }

    private static Peer answers(Peer server, String path) {
        assertThat(server.message().startLine()).isEqualTo("GET " + path + " HTTP/1.1");
        return server.sends(OK);
    }

    @Test
    void serversBeyondTheMost_takeThePlaceOfTheOneUsedLongestAgo() {
        setup.maxServers = 1;
        setup.forwards("127.0.0.1");
        try (ScriptedUpstream other = new ScriptedUpstream()) {
            Peer client = client().sends("GET http://" + authority() + "/ HTTP/1.1\r\nHost: h\r\n\r\n");
            Peer first = upstream.accepts();
            first.message();
            first.sends(OK);
            client.receives(OK).sends("GET http://127.0.0.1:" + other.port() + "/ HTTP/1.1\r\nHost: h\r\n\r\n");
            Peer second = other.accepts();
            first.ends();
            second.message();
            Peer third = client().sends("GET http://" + authority() + "/ HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(third.message().status()).isEqualTo(503);
            second.sends(OK);
            client.receives(OK);
        }
    }

    @Test
    void idleConnections_areClosedInTime() {
        setup.upstreamKeepAlive = Duration.ofMillis(300);
        Peer client = client().sends("GET http://" + authority() + "/ HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer server = upstream.accepts();
        server.message();
        server.sends(OK);
        client.receives(OK);
        server.ends();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/p", "*", "https://h/", "ftp://h/", "http://", "http://u:p@h/", "http://h:x/", "http:///p"})
    void targetThatNamesNoServer_isRefused(String target) {
        Peer client = client().sends("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.message().status()).isEqualTo(400);
        assertThat(((Answered) exchanges.next().end).error().kind()).isEqualTo(RelayError.Kind.MALFORMED);
    }

    @Test
    void serverThatTheRulesDoNotName_isForbiddenAndTheConnectionGoesOn() {
        Peer client = client().sends("GET http://else.example/ HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.message().status()).isEqualTo(403);
        assertThat(((Answered) exchanges.next().end).error().kind()).isEqualTo(RelayError.Kind.FORBIDDEN);
        client.sends("CONNECT 127.0.0.2:443 HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.message().status()).isEqualTo(403);
    }

    @Test
    void nameThatLeadsHere_isForbiddenUnlessARuleNamesIt() {
        setup.forwards("*.example", "named.example:" + upstream.port());
        Peer client = client().sends("GET http://rebound.example:" + upstream.port() + "/ HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.message().status()).isEqualTo(403);
        client.sends("GET http://Named.Example:" + upstream.port() + "/ HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer server = upstream.accepts();
        assertThat(server.message().head()).contains("\r\nHost: Named.Example:" + upstream.port() + "\r\n");
        server.sends(OK);
        client.receives(OK);
    }

    @Test
    void serverThatCannotBeReached_isABadGateway() {
        int port = upstream.port();
        upstreamGoes();
        Peer client = client().sends("GET http://127.0.0.1:" + port + "/ HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.message().status()).isEqualTo(502);
        client.sends("CONNECT 127.0.0.1:" + port + " HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.message().status()).isEqualTo(502);
    }

    @Test
    void nameWithoutAddress_isABadGateway() {
        setup.forwards("unknown.example");
        Peer client = client().sends("GET http://unknown.example/ HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.message().status()).isEqualTo(502);
    }

    @Test
    void serverThatDoesNotAnswer_isAGatewayTimeout() {
        setup.responseTimeout = Duration.ofMillis(300);
        Peer client = client().sends("GET http://" + authority() + "/ HTTP/1.1\r\nHost: h\r\n\r\n");
        upstream.accepts().message();
        assertThat(client.message().status()).isEqualTo(504);
    }

    @Test
    void connect_opensATunnel() {
        Peer client = client().sends("CONNECT " + authority()
                + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic secret\r\n\r\nearly");
        Peer server = upstream.accepts().receives("early").sends("first");
        client.receives("HTTP/1.1 200 Connection established\r\n\r\nfirst").sends("\u0016\u0003");
        server.receives("\u0016\u0003").finishesSending();
        client.ends();
        client.finishesSending();
        server.ends();
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.request).isEqualTo("http CONNECT " + authority());
        assertThat(seen.calls).containsExactly("request ended", "attempt 1", "response 200", "tunnel");
        assertThat(seen.requestBytes).isEqualTo(7);
        assertThat(seen.responseBytes).isEqualTo(5);
        assertThat(seen.end).isInstanceOf(Whole.class);
    }

    @Test
    void connect_neverUsesAConnectionThatServedRequests() {
        Peer client = client().sends("GET http://" + authority() + "/ HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer first = upstream.accepts();
        first.message();
        first.sends(OK);
        client.receives(OK).sends("CONNECT " + authority() + " HTTP/1.1\r\nHost: x\r\n\r\n");
        Peer second = upstream.accepts().sends("hi");
        client.receives("HTTP/1.1 200 Connection established\r\n\r\nhi");
        client.resets();
        second.breaks();
        Awaitility.await().until(() -> relay().busyUpstreamConnections() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "/", "h:0", "h:70000", "u@h:1", "[::1:1", ":1"})
    void connectThatNamesNoServer_isRefused(String target) {
        Peer client = client().sends("CONNECT " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.message().status()).isEqualTo(400);
    }

    @Test
    void connectWithABody_isRefused() {
        Peer client = client().sends("CONNECT " + authority() + " HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx");
        assertThat(client.message().status()).isEqualTo(400);
        assertThat(upstream.connections()).isZero();
    }
}
