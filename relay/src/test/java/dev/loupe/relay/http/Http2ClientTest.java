package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.http.ExchangeEnd.Broken;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that speaks HTTP/2, frame by frame, before an upstream that speaks HTTP/1.1. */
class Http2ClientTest extends RelayTest {
    private Http2Peer client;

    @BeforeEach
    void speakHttp2() {
        setup.http2 = Optional.of(new HttpRelaySettings.Http2(3));
    }

    @AfterEach
    void leave() {
        if (client != null) {
            client.close();
        }
    }

    private Http2Peer.Stream stream() {
        if (client == null) {
            client = Http2Peer.connect(relay().port());
        }
        return client.opens();
    }

    @Test
    void request_reachesTheUpstreamInHttp11() {
        exchanges.trace = new TraceFields("00-aa-bb-01", false);
        Http2Peer.Stream stream =
                stream().endsWith(Http2Peer.request("GET", "/a%2F?b", "accept", "x", "cookie", "a=1", "cookie", "b=2"));
        Peer server = upstream.accepts()
                .receives("GET /a%2F?b HTTP/1.1\r\nhost: h\r\naccept: x\r\ncookie: a=1; b=2\r\n"
                        + "traceparent: 00-aa-bb-01\r\n\r\n");
        server.sends("HTTP/1.1 200 Fine\r\nX-A: 1\r\nSet-Cookie: c\r\nset-cookie: d\r\nConnection: x\r\nX: 1\r\n"
                + "Content-Length: 5\r\n\r\nhello");
        stream.hears("HEADERS :status=200 x-a=1 set-cookie=c set-cookie=d content-length=5", "DATA hello END");
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.request).isEqualTo("http GET /a%2F?b");
        assertThat(seen.protocol).isEqualTo("2");
        assertThat(seen.calls).containsExactly("request ended", "attempt 1", "response 200", "response ended");
        assertThat(seen.end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void bodyWithoutLength_isChunkedWithItsTrailers() {
        Http2Peer.Stream stream = stream().sends(Http2Peer.request("POST", "/", "te", "trailers", "trailer", "t"));
        Peer server = upstream.accepts()
                .receives("POST / HTTP/1.1\r\nhost: h\r\nte: trailers\r\ntrailer: t\r\n"
                        + "transfer-encoding: chunked\r\nConnection: TE\r\n\r\n");
        stream.sends("hello");
        server.receives("5\r\nhello");
        stream.sends("").sends(" world").endsWith(Http2Peer.trailers("t", "1"));
        server.receives("\r\n6\r\n world\r\n0\r\nt: 1\r\n\r\n");
        server.sends(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nGrpc-Status: 0\r\nx: \r\n\r\n");
        stream.hears("HEADERS :status=200", "DATA abc", "HEADERS grpc-status=0 x= END");
        assertThat(exchanges.next().requestBytes).isEqualTo(11);
    }

    @Test
    void bodyWithALength_passesAsItIs() {
        Http2Peer.Stream stream = stream()
                .sends(Http2Peer.request("PUT", "/", "content-length", "5"))
                .endsWith("hello");
        upstream.accepts()
                .receives("PUT / HTTP/1.1\r\nhost: h\r\ncontent-length: 5\r\n\r\nhello")
                .sends("HTTP/1.1 204 No Content\r\n\r\n");
        stream.hears("HEADERS :status=204 END");
    }

    @Test
    void responseUntilTheClose_endsTheStream() {
        Http2Peer.Stream stream = stream().endsWith(Http2Peer.request("GET", "/"));
        Peer server = upstream.accepts();
        server.message();
        server.sends("HTTP/1.1 200 OK\r\n\r\nhello").close();
        stream.hears("HEADERS :status=200", "DATA hello", "DATA  END");
    }

    @Test
    void head_hasALengthAndNoBody() {
        Http2Peer.Stream stream = stream().endsWith(Http2Peer.request("HEAD", "/"));
        Peer server = upstream.accepts();
        server.message();
        server.sends("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        stream.hears("HEADERS :status=200 content-length=5 END");
    }

    @Test
    void interimResponses_pass() {
        Http2Peer.Stream stream =
                stream().sends(Http2Peer.request("PUT", "/", "expect", "100-continue", "content-length", "2"));
        Peer server = upstream.accepts();
        server.head();
        server.sends("HTTP/1.1 100 Continue\r\n\r\n");
        stream.hears("HEADERS :status=100").endsWith("ab");
        server.receives("ab").sends(OK);
        stream.hears("HEADERS :status=200 content-length=2", "DATA ok END");
    }

    @Test
    void streamsOfOneConnection_doNotWaitForEachOther() {
        Http2Peer.Stream first = stream().endsWith(Http2Peer.request("GET", "/1"));
        Peer firstServer = upstream.accepts();
        firstServer.message();
        Http2Peer.Stream second = stream().endsWith(Http2Peer.request("GET", "/2"));
        Peer secondServer = upstream.accepts();
        secondServer.message();
        secondServer.sends(OK);
        second.hears("HEADERS :status=200 content-length=2", "DATA ok END");
        firstServer.sends(OK);
        first.hears("HEADERS :status=200 content-length=2", "DATA ok END");
    }

    @Test
    void streamsThatNobodyReads_doNotHoldUpTheOthers() {
        String large = "x".repeat(2_000_000);
        upstream.always(peer -> {
            while (true) {
                String path = peer.message().startLine();
                peer.sends(
                        path.contains("large")
                                ? "HTTP/1.1 200 OK\r\nContent-Length: " + large.length() + "\r\n\r\n" + large
                                : OK);
            }
        });
        stream().reads(false).endsWith(Http2Peer.request("GET", "/large"));
        stream().endsWith(Http2Peer.request("GET", "/")).hears("HEADERS :status=200 content-length=2", "DATA ok END");
    }

    @Test
    void uploadsThatNobodyReads_doNotHoldUpTheOthers() {
        stream()
                .sends(Http2Peer.request("PUT", "/1", "content-length", "20000000"))
                .sends("x".repeat(20_000_000));
        upstream.accepts().head();
        Http2Peer.Stream second = stream()
                .sends(Http2Peer.request("PUT", "/2", "content-length", "100000"))
                .endsWith("x".repeat(100_000));
        Peer server = upstream.accepts();
        assertThat(server.message().body()).hasSize(100_000);
        server.sends(OK);
        second.hears("HEADERS :status=200 content-length=2", "DATA ok END");
    }

    @Test
    void clientThatResets_isGoneAndSoIsItsRequest() {
        Http2Peer.Stream stream = stream().sends(Http2Peer.request("PUT", "/")).sends("hello");
        Peer server = upstream.accepts();
        server.head();
        server.receives("5\r\nhello");
        stream.resets(Http2Error.CANCEL);
        server.isGone();
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.CLIENT, Cause.CLOSED, 5, 0));
        Http2Peer.Stream next = stream().endsWith(Http2Peer.request("GET", "/"));
        Peer other = upstream.accepts();
        other.message();
        other.sends(OK);
        next.hears("HEADERS :status=200 content-length=2", "DATA ok END");
    }

    @Test
    void upstreamThatBreaksOff_resetsTheStream() {
        Http2Peer.Stream stream = stream().endsWith(Http2Peer.request("GET", "/"));
        Peer server = upstream.accepts();
        server.message();
        server.sends("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        stream.hears("HEADERS :status=200 content-length=10", "DATA hello");
        server.resets();
        stream.hears("RST INTERNAL_ERROR");
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.UPSTREAM, Cause.CLOSED, 0, 5));
    }

    @Test
    void answerBeforeTheRequestIsWhole_isFollowedByAResetWithoutError() {
        Http2Peer.Stream stream = stream().sends(Http2Peer.request("PUT", "/"));
        Peer server = upstream.accepts();
        server.head();
        server.sends("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
        stream.hears("HEADERS :status=413 content-length=0 END", "RST NO_ERROR");
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void upstreamThatCannotBeReached_isABadGateway() {
        upstreamGoes();
        Http2Peer.Stream stream = stream().endsWith(Http2Peer.request("GET", "/"));
        assertThat(stream.next()).startsWith("HEADERS :status=502 ");
        assertThat(stream.next()).isEqualTo("DATA UPSTREAM_UNREACHABLE id-1 END");
    }

    static Stream<Arguments> whatIsNoRequest() {
        return Stream.of(
                Arguments.of("an upper-case name", Http2Peer.request("GET", "/", "X-A", "1")),
                Arguments.of("a name that is no token", Http2Peer.request("GET", "/", "x a", "1")),
                Arguments.of("a name with a colon", Http2Peer.request("GET", "/", "x:a", "1")),
                Arguments.of("an empty name", Http2Peer.request("GET", "/", "", "1")),
                Arguments.of("a line end in a value", Http2Peer.request("GET", "/", "a", "1\r\nx: y")),
                Arguments.of("a line feed in a value", Http2Peer.request("GET", "/", "a", "1\nx: y")),
                Arguments.of("a NUL in a value", Http2Peer.request("GET", "/", "a", "1\0")),
                Arguments.of("a line end in the path", Http2Peer.request("GET", "/ HTTP/1.1\r\nx: y\r\n\r\nGET /2")),
                Arguments.of("a blank in the path", Http2Peer.request("GET", "/ x")),
                Arguments.of("a line end in the method", Http2Peer.request("GET / HTTP/1.1\r\n\r\nGET", "/")),
                Arguments.of("connection", Http2Peer.request("GET", "/", "connection", "close")),
                Arguments.of("transfer-encoding", Http2Peer.request("POST", "/", "transfer-encoding", "chunked")),
                Arguments.of("upgrade", Http2Peer.request("GET", "/", "upgrade", "websocket")),
                Arguments.of("keep-alive", Http2Peer.request("GET", "/", "keep-alive", "1")),
                Arguments.of("proxy-connection", Http2Peer.request("GET", "/", "proxy-connection", "x")),
                Arguments.of("te", Http2Peer.request("GET", "/", "te", "gzip")),
                Arguments.of(
                        "no path",
                        new DefaultHttp2Headers(false)
                                .method("GET")
                                .scheme("http")
                                .authority("h")),
                Arguments.of("an empty path", Http2Peer.request("GET", "")),
                Arguments.of("a path without slash", Http2Peer.request("GET", "http://x/")),
                Arguments.of(
                        "no method",
                        new DefaultHttp2Headers(false).path("/").scheme("http").authority("h")),
                Arguments.of("two methods", Http2Peer.request("GET", "/").add(":method", "POST")),
                Arguments.of("two paths", Http2Peer.request("GET", "/").add(":path", "/2")),
                Arguments.of("a response's field", Http2Peer.request("GET", "/").status("200")),
                Arguments.of(
                        "a line end in the authority",
                        Http2Peer.request("GET", "/").authority("h\r\nx: y")),
                Arguments.of(
                        "CONNECT",
                        new DefaultHttp2Headers(false).method("CONNECT").authority("h:1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatIsNoRequest")
    void streamThatIsNoRequest_isReset(String why, Http2Headers headers) {
        Http2Peer.Stream stream = stream().endsWith(headers);
        assertThat(stream.next()).as(why).isEqualTo("RST PROTOCOL_ERROR");
        assertThat(upstream.connections()).isZero();
        upstream.alwaysAnswers(OK);
        stream().endsWith(Http2Peer.request("GET", "/")).hears("HEADERS :status=200 content-length=2", "DATA ok END");
    }

    static Stream<Arguments> whatIsRefused() {
        return Stream.of(
                Arguments.of(
                        new DefaultHttp2Headers(false)
                                .method("GET")
                                .scheme("http")
                                .path("/"),
                        400),
                Arguments.of(Http2Peer.request("GET", "/", "host", "other"), 400),
                Arguments.of(Http2Peer.request("GET", "/").authority("a b"), 400),
                Arguments.of(Http2Peer.request("GET", "/" + "x".repeat(20_000)), 414),
                Arguments.of(Http2Peer.request("POST", "/", "content-length", "x"), 400));
    }

    @ParameterizedTest
    @MethodSource("whatIsRefused")
    void requestThatCannotBeTaken_isRefused(Http2Headers headers, int status) {
        Http2Peer.Stream stream = stream().sends(headers);
        String answer = stream.next();
        assertThat(answer).satisfiesAnyOf(a -> assertThat(a).startsWith("HEADERS :status=" + status), a -> assertThat(a)
                .isEqualTo("RST PROTOCOL_ERROR"));
        assertThat(upstream.connections()).isZero();
    }

    @Test
    void headThatIsTooLarge_isRefused() {
        setup.maxHead = 4096;
        setup.maxTarget = 1024;
        Http2Peer.Stream stream = stream().endsWith(Http2Peer.request("GET", "/", "a", "x".repeat(4_500)));
        assertThat(stream.next()).startsWith("HEADERS :status=431");
        assertThat(upstream.connections()).isZero();
    }

    @Test
    void headThatIsFarTooLarge_endsTheConnection() {
        setup.maxHead = 4096;
        setup.maxTarget = 1024;
        stream().endsWith(Http2Peer.request("GET", "/", "a", "x".repeat(100_000)));
        client.ends();
        assertThat(upstream.connections()).isZero();
    }

    @Test
    void clientThatResetsAnUploadThatNobodyReads_isGoneAtOnce() {
        Http2Peer.Stream stream = stream()
                .sends(Http2Peer.request("PUT", "/", "content-length", "90000000"))
                .sends("x".repeat(20_000_000));
        Peer server = upstream.accepts();
        server.head();
        await().until(() -> relay().held() > 0);
        stream.resets(Http2Error.CANCEL);
        assertThat(exchanges.next().end).isInstanceOf(Broken.class);
        server.isGone();
    }

    @Test
    void clientWhoseConnectionBreaks_isGoneWithAllItsStreams() {
        stream()
                .sends(Http2Peer.request("PUT", "/", "content-length", "90000000"))
                .sends("x".repeat(20_000_000));
        upstream.accepts().head();
        stream().endsWith(Http2Peer.request("GET", "/"));
        upstream.accepts().message();
        client.connection().close().syncUninterruptibly();
        assertThat(exchanges.next().end).isInstanceOf(Broken.class);
        assertThat(exchanges.next().end).isInstanceOf(Broken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hell", "hello!"})
    void bodyOfAnotherLengthThanSaid_isReset(String body) {
        Http2Peer.Stream stream = stream()
                .sends(Http2Peer.request("POST", "/", "content-length", "5"))
                .endsWith(body);
        stream.hears("RST PROTOCOL_ERROR");
        assertThat(exchanges.next().end).isInstanceOf(Broken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length", "transfer-encoding", "host", "connection"})
    void trailersThatFrame_areReset(String name) {
        Http2Peer.Stream stream =
                stream().sends(Http2Peer.request("POST", "/")).sends("x").endsWith(Http2Peer.trailers(name, "1"));
        assertThat(stream.next())
                .satisfiesAnyOf(a -> assertThat(a).startsWith("HEADERS :status=400"), a -> assertThat(a)
                        .isEqualTo("RST PROTOCOL_ERROR"));
        assertThat(exchanges.next().end).isNotInstanceOf(ExchangeEnd.Whole.class);
    }

    @Test
    void streamsBeyondTheMost_areRefused() {
        for (int i = 0; i < 3; i++) {
            stream().endsWith(Http2Peer.request("GET", "/" + i));
            upstream.accepts().message();
        }
        Http2Peer.Stream fourth = stream().endsWith(Http2Peer.request("GET", "/4"));
        await().until(() -> !fourth.isOpen() || !fourth.isSilent());
        assertThat(upstream.connections()).isEqualTo(3);
    }

    @Test
    void drain_letsStreamsFinishAndTheConnectionEnds() {
        Http2Peer.Stream stream = stream().endsWith(Http2Peer.request("GET", "/"));
        Peer server = upstream.accepts();
        server.message();
        Future<Void> drained = relay().drain(Duration.ofMinutes(1));
        client.hears("GOAWAY");
        server.sends(OK);
        stream.hears("HEADERS :status=200 content-length=2", "DATA ok END");
        client.hears("closed");
        result(drained);
    }

    @Test
    void drain_resetsWhatDoesNotFinish() {
        Http2Peer.Stream stream = stream().endsWith(Http2Peer.request("GET", "/"));
        upstream.accepts().message();
        Future<Void> drained = relay().drain(Duration.ofMillis(300));
        stream.hears("RST INTERNAL_ERROR");
        result(drained);
        assertThat(exchanges.next().end).isEqualTo(new Broken(Side.PROXY, Cause.SHUTDOWN, 0, 0));
    }

    @Test
    void idleConnection_isClosedInTime() {
        setup.keepAlive = Duration.ofMillis(300);
        client = Http2Peer.connect(relay().port());
        client.hears("GOAWAY").hears("closed");
    }

    @Test
    void http11_isStillSpokenOnTheSamePort() {
        Peer plain = client().sends("PR");
        plain.sends("OPFIND / HTTP/1.1\r\nHost: h\r\n\r\n");
        upstream.accepts().receives("PROPFIND / HTTP/1.1\r\nHost: h\r\n\r\n").sends(OK);
        plain.receives(OK);
        assertThat(exchanges.next().protocol).isEqualTo("1.1");
    }

    @Test
    void prefaceInPieces_isUnderstood() {
        Peer plain = client().sends("PRI * HTTP/2.0\r\n\r");
        plain.sends("\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
        assertThat(plain.bytes(9)).as("a SETTINGS frame").matches(frame -> frame.charAt(3) == 4);
    }

    @Test
    void prefaceThatStops_isClosedInTime() {
        setup.headerTimeout = Duration.ofMillis(300);
        client().sends("PRI * HTTP/2").ends();
    }

    @Test
    void http2_isNotSpokenUnlessConfigured() {
        setup.http2 = Optional.empty();
        Peer plain = client().sends("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        assertThat(plain.message().status()).isEqualTo(505);
    }

    @Test
    void silentUpstream_isAGatewayTimeout() {
        setup.responseTimeout = Duration.ofMillis(300);
        Http2Peer.Stream stream = stream().endsWith(Http2Peer.request("GET", "/"));
        upstream.accepts().message();
        assertThat(stream.next()).startsWith("HEADERS :status=504 ");
    }
}
