package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.http.ExchangeEnd.Broken;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Error;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upstream that speaks HTTP/2, frame by frame. */
class Http2UpstreamTest extends RelayTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private Http2Peer server = Http2Peer.listen(100);
    private Http2Peer client;

    @BeforeEach
    void speakHttp2() {
        setup.http2 = Optional.of(new HttpRelaySettings.Http2());
        setup.protocol = HttpRelaySettings.Protocol.HTTP2;
        setup.upstreamPort = server.port();
    }

    @AfterEach
    void leave() {
        if (client != null) {
            client.close();
        }
        server.close();
    }

    private Http2Peer.Stream stream() {
        if (client == null) {
            client = Http2Peer.connect(relay().port());
        }
        return client.opens();
    }

    @Test
    void requestOfHttp11_becomesAStream() {
        Peer plain =
                client().sends("GET /a?b HTTP/1.1\r\nAccept: x\r\nHost: h:1\r\nTE: gzip\r\nConnection: TE\r\n\r\n");
        Http2Peer.Stream stream = server.accepts();
        stream.hears("HEADERS :method=GET :scheme=http :path=/a?b :authority=h:1 accept=x END");
        stream.sends(Http2Peer.response(200, "x-a", "1")).sends("hello").endsWith("");
        plain.receives("HTTP/1.1 200 OK\r\nx-a: 1\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void bodyOfHttp11_becomesDataAndTrailers() {
        Peer plain = client().sends("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        Http2Peer.Stream stream = server.accepts();
        stream.hears("HEADERS :method=POST :scheme=http :path=/ :authority=h", "DATA hello");
        plain.sends("0\r\nX-Sum: 1\r\n\r\n");
        stream.hears("HEADERS x-sum=1 END");
        stream.sends(Http2Peer.response(200, "content-length", "2")).endsWith("ok");
        plain.receives("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    }

    @Test
    void requestsOfSeveralClients_shareAConnection() {
        Peer first = client().sends(GET);
        Http2Peer.Stream firstStream = server.accepts();
        Peer second = client().sends(GET);
        Http2Peer.Stream secondStream = server.accepts();
        secondStream.sends(Http2Peer.response(200, "content-length", "1")).endsWith("2");
        second.receives("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n2");
        firstStream.sends(Http2Peer.response(200, "content-length", "1")).endsWith("1");
        first.receives("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1");
        server.connection();
        assertThat(server.hasMoreConnections()).isFalse();
    }

    @Test
    void streamsBeyondTheMost_waitOrUseAnotherConnection() {
        server.close();
        server = Http2Peer.listen(1);
        setup.upstreamPort = server.port();
        setup.maxUpstream = 2;
        Peer first = client().sends(GET);
        Http2Peer.Stream firstStream = server.accepts();
        Peer second = client().sends(GET);
        Http2Peer.Stream secondStream = server.accepts();
        Peer third = client().sends(GET);
        firstStream.endsWith(Http2Peer.response(204));
        first.receives("HTTP/1.1 204 No Content\r\n\r\n");
        server.accepts().endsWith(Http2Peer.response(204));
        third.receives("HTTP/1.1 204 No Content\r\n\r\n");
        secondStream.endsWith(Http2Peer.response(204));
        second.receives("HTTP/1.1 204 No Content\r\n\r\n");
    }

    @Test
    void conversationBothWaysAtOnce_passesWithItsTrailers() {
        Http2Peer.Stream asking =
                stream().sends(Http2Peer.request("POST", "/s/M", "te", "trailers", "content-type", "application/grpc"));
        Http2Peer.Stream answering = server.accepts();
        answering.hears("HEADERS :method=POST :scheme=http :path=/s/M :authority=h te=trailers"
                + " content-type=application/grpc");
        answering.sends(Http2Peer.response(200, "content-type", "application/grpc"));
        asking.hears("HEADERS :status=200 content-type=application/grpc");
        for (int i = 0; i < 10; i++) {
            asking.sends("ask " + i);
            answering.hears("DATA ask " + i).sends("answer " + i);
            asking.hears("DATA answer " + i);
        }
        asking.endsWith("");
        answering.hears("DATA  END").endsWith(Http2Peer.trailers("grpc-status", "0", "grpc-message", "fine"));
        asking.hears("HEADERS grpc-status=0 grpc-message=fine END");
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void trailersOnly_staysOneFrame() {
        Http2Peer.Stream asking = stream().endsWith(Http2Peer.request("POST", "/s/M"));
        server.accepts().endsWith(Http2Peer.response(200, "grpc-status", "12"));
        asking.hears("HEADERS :status=200 grpc-status=12 content-length=0 END");
    }

    @Test
    void head_hasNoBodyHoweverItEnds() {
        Http2Peer.Stream asking = stream().endsWith(Http2Peer.request("HEAD", "/"));
        server.accepts().sends(Http2Peer.response(200, "content-length", "7")).endsWith("");
        asking.hears("HEADERS :status=200 content-length=7 END");
        Peer plain = client().sends("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n" + GET);
        server.accepts().endsWith(Http2Peer.response(200));
        plain.receives("HTTP/1.1 200 OK\r\n\r\n");
        server.accepts().endsWith(Http2Peer.response(204));
        plain.receives("HTTP/1.1 204 No Content\r\n\r\n");
    }

    @Test
    void interimResponses_pass() {
        Peer plain = client().sends("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        Http2Peer.Stream stream = server.accepts();
        stream.hears("HEADERS :method=PUT :scheme=http :path=/ :authority=h expect=100-continue content-length=2");
        stream.sends(Http2Peer.response(100));
        plain.receives("HTTP/1.1 100 Continue\r\n\r\n").sends("ab");
        stream.hears("DATA ab END").endsWith(Http2Peer.response(204));
        plain.receives("HTTP/1.1 204 No Content\r\n\r\n");
    }

    @Test
    void refusedStream_isAskedAgainWhateverTheMethod() {
        Peer plain = client().sends("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab");
        Http2Peer.Stream refused = server.accepts();
        refused.next();
        refused.hears("DATA ab END").resets(Http2Error.REFUSED_STREAM);
        Http2Peer.Stream again = server.accepts();
        again.next();
        again.hears("DATA ab END").endsWith(Http2Peer.response(204));
        plain.receives("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(exchanges.next().calls).contains("attempt 1", "attempt 2");
    }

    @Test
    void serverThatGoesAway_finishesItsStreamsAndOthersUseANewConnection() {
        Peer first = client().sends(GET);
        Http2Peer.Stream firstStream = server.accepts();
        Channel connection = server.connection();
        Http2Peer.goAway(connection);
        firstStream.sends(Http2Peer.response(200, "x", "1"));
        first.receives("HTTP/1.1 200 OK\r\nx: 1\r\ntransfer-encoding: chunked\r\n\r\n");
        Peer second = client().sends(GET);
        Http2Peer.Stream secondStream = server.accepts();
        assertThat(server.connection()).isNotSameAs(connection);
        secondStream.endsWith(Http2Peer.response(204));
        second.receives("HTTP/1.1 204 No Content\r\n\r\n");
        firstStream.endsWith("");
        first.receives("0\r\n\r\n");
        server.ends();
    }

    @Test
    void resetBeforeTheAnswer_isABadGateway() {
        Peer plain = client().sends(GET);
        server.accepts().resets(Http2Error.INTERNAL_ERROR);
        assertThat(plain.message().status()).isEqualTo(502);
    }

    @Test
    void resetInTheAnswer_breaksTheClient() {
        Peer plain = client().sends(GET);
        Http2Peer.Stream stream = server.accepts();
        stream.sends(Http2Peer.response(200)).sends("hello");
        plain.receives("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello");
        stream.resets(Http2Error.INTERNAL_ERROR);
        plain.breaks();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.UPSTREAM, Cause.CLOSED, 0, 5));
    }

    @Test
    void clientThatLeaves_resetsTheStreamAndNotTheConnection() {
        Peer plain = client().sends(GET);
        Http2Peer.Stream stream = server.accepts();
        stream.next();
        stream.sends(Http2Peer.response(200)).sends("hello");
        plain.receives("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello")
                .resets();
        stream.hears("RST CANCEL");
        Peer next = client().sends(GET);
        server.accepts().endsWith(Http2Peer.response(204));
        next.receives("HTTP/1.1 204 No Content\r\n\r\n");
        server.connection();
        assertThat(server.hasMoreConnections()).isFalse();
    }

    @Test
    void answerBeforeTheRequestIsWhole_passes() {
        Peer plain = client().sends("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhello");
        Http2Peer.Stream stream = server.accepts();
        stream.next();
        stream.hears("DATA hello").endsWith(Http2Peer.response(413));
        plain.receives("HTTP/1.1 413 Request Entity Too Large\r\ncontent-length: 0\r\nConnection: close\r\n\r\n")
                .ends();
        stream.hears("RST CANCEL");
    }

    @Test
    void connectionThatCloses_isReplaced() {
        Peer plain = client().sends(GET);
        server.accepts().endsWith(Http2Peer.response(204));
        plain.receives("HTTP/1.1 204 No Content\r\n\r\n");
        server.connection().close().syncUninterruptibly();
        plain.sends(GET);
        server.accepts().endsWith(Http2Peer.response(204));
        plain.receives("HTTP/1.1 204 No Content\r\n\r\n");
    }

    @Test
    void idleConnection_isClosedInTime() {
        setup.upstreamKeepAlive = Duration.ofMillis(300);
        Peer plain = client().sends(GET);
        server.accepts().endsWith(Http2Peer.response(204));
        plain.receives("HTTP/1.1 204 No Content\r\n\r\n");
        server.hears("GOAWAY").hears("closed");
    }

    @Test
    void connectionThatHasGoneDeaf_isNotUsedAgain() {
        setup.responseTimeout = Duration.ofMillis(500);
        Peer plain = client().sends(GET);
        server.accepts();
        Channel deaf = server.connection();
        deaf.config().setAutoRead(false);
        assertThat(plain.message().status()).isEqualTo(504);
        client().sends(GET);
        server.accepts();
        assertThat(server.connection()).isNotSameAs(deaf);
    }

    @Test
    void connectionThatAnswersAfterARequestWasGivenUp_isUsedAgain() {
        setup.responseTimeout = Duration.ofMillis(500);
        setup.maxUpstream = 1;
        Peer plain = client().sends(GET);
        server.accepts();
        assertThat(plain.message().status()).isEqualTo(504);
        Peer next = client().sends(GET);
        server.accepts().endsWith(Http2Peer.response(204));
        next.receives("HTTP/1.1 204 No Content\r\n\r\n");
    }

    @Test
    void statusThatIsNone_isABadGateway() {
        Peer plain = client().sends(GET);
        server.accepts().endsWith(Http2Peer.trailers(":status", "abc"));
        assertThat(plain.message().status()).isEqualTo(502);
    }

    @Test
    void fieldOfMoreThanOneLine_isABadGateway() {
        Peer plain = client().sends(GET);
        server.accepts().endsWith(Http2Peer.response(200, "a", "b\r\nSet-Cookie: c"));
        assertThat(plain.message().status()).isEqualTo(502);
    }

    @Test
    void upstreamThatSpeaksOnlyHttp11_isABadGateway() {
        setup.upstreamPort = upstream.port();
        upstream.always(peer -> {
            peer.head();
            peer.sends("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        });
        Peer plain = client().sends(GET);
        assertThat(plain.message().status()).isEqualTo(502);
    }
}
