package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Clients, and an upstream, of HTTP/1.0. */
class Http10Test extends RelayTest {
    @Test
    void clientWithoutHost_getsTheUpstreamsAndItsConnectionEnds() {
        Peer client = client();
        client.sends("GET / HTTP/1.0\r\nA: b\r\n\r\n");
        upstream.accepts()
                .receives("GET / HTTP/1.1\r\nA: b\r\nHost: 127.0.0.1:" + upstream.port() + "\r\n\r\n")
                .sends(OK);
        client.receives("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                .ends();
    }

    @Test
    void clientThatAsksToKeepItsConnection_keepsIt() {
        String request = "GET / HTTP/1.0\r\nHost: h\r\nConnection: Keep-Alive\r\n\r\n";
        String response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok";
        Peer client = client();
        client.sends(request);
        Peer store =
                upstream.accepts().receives("GET / HTTP/1.1\r\nHost: h\r\n\r\n").sends(OK);
        client.receives(response).sends(request);
        store.receives("GET / HTTP/1.1\r\nHost: h\r\n\r\n").sends(OK);
        client.receives(response);
    }

    @Test
    void chunkedResponse_reachesAnOldClientWithoutChunks() {
        Peer client = client();
        client.sends("GET / HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n");
        Peer store = upstream.accepts();
        store.message();
        store.sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: T\r\nA: b\r\n\r\n"
                + "5\r\nhello\r\n3;x\r\nyou\r\n0\r\nT: 1\r\n\r\n");
        client.receives("HTTP/1.1 200 OK\r\nA: b\r\nConnection: close\r\n\r\nhelloyou")
                .ends();
        assertThat(exchanges.next().responseBytes).isEqualTo(8);
    }

    @Test
    void chunkedResponseThatBreaksOff_breaksTheOldClientsConnection() {
        Peer client = client();
        client.sends("GET / HTTP/1.0\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        store.message();
        store.sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        client.receives("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello");
        store.close();
        client.breaks();
    }

    @Test
    void chunkedAnswerToAnOldHead_saysNothingOfChunks() {
        Peer client = client();
        client.sends("HEAD / HTTP/1.0\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        store.message();
        store.sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n");
        client.receives("HTTP/1.1 200 OK\r\nA: b\r\nConnection: close\r\n\r\n").ends();
    }

    @Test
    void oldUpstream_isAnsweredForInHttp11() {
        Peer client = client();
        client.sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        store.message();
        store.sends("HTTP/1.0 200 OK\r\nServer: old\r\n\r\nhello");
        client.receives("HTTP/1.1 200 OK\r\nServer: old\r\nConnection: close\r\n\r\nhello");
        store.close();
        client.ends();
    }

    @Test
    void oldUpstreamWithoutKeepAlive_isAskedOnANewConnection() {
        Peer client = client();
        client.sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer store = upstream.accepts();
        store.message();
        store.sends("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok");
        client.receives(OK).sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Peer next = upstream.accepts();
        next.message();
        next.sends(OK);
        client.receives(OK);
        store.isGone();
    }
}
