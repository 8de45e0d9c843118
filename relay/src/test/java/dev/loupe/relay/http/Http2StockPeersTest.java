package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.TestCertificates;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The JDK's and Vert.x's clients, and Vert.x's server, in both versions of HTTP, with and without TLS. */
class Http2StockPeersTest extends RelayTest {
    private static final long MEGABYTE = 1_000_000;

    private final TestCertificates authority = new TestCertificates();

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void speakHttp2() {
        setup.http2 = Optional.of(new HttpRelaySettings.Http2());
    }

    @AfterEach
    void stop() {
        result(server.close());
    }

    private void serve(boolean tls) {
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        if (tls) {
            HttpRelaySettings.KeyPair pair = TestCertificates.write(folder, "server", authority.issue("localhost"));
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .addCertPath(pair.certificate().toString())
                            .addKeyPath(pair.key().toString()));
            setup.upstreamTls = Optional.of(new HttpRelaySettings.UpstreamTls(
                    Optional.of(authority.writeAuthority(folder.resolve("trust.pem"))),
                    Optional.empty(),
                    true,
                    Optional.of("localhost")));
        }
        server = result(vertx().createHttpServer(options)
                .requestHandler(Http2StockPeersTest::answer)
                .listen());
        setup.upstreamPort = server.actualPort();
    }

    /** Says in which version it was asked, then echoes. */
    private static void answer(HttpServerRequest request) {
        request.response()
                .setChunked(true)
                .putHeader("asked-in", request.version().alpnName());
        request.response().write(Buffer.buffer("> "));
        request.handler(request.response()::write);
        request.endHandler(
                end -> request.response().putTrailer("grpc-status", "0").end());
    }

    private HttpClient jdk(boolean tls, HttpClient.Version version) {
        HttpClient.Builder builder = HttpClient.newBuilder().version(version);
        if (tls) {
            setup.listenTls = Optional.of(TestCertificates.write(folder, "relay", authority.issue("localhost")));
            builder.sslContext(authority.trusting());
        }
        return builder.build();
    }

    private URI uri(boolean tls, String path) {
        return URI.create((tls ? "https" : "http") + "://localhost:" + relay().port() + path);
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of(true, HttpRelaySettings.Protocol.HTTP1, false, "http/1.1"),
                Arguments.of(true, HttpRelaySettings.Protocol.HTTP2, false, "h2"),
                Arguments.of(true, HttpRelaySettings.Protocol.AUTO, false, "http/1.1"),
                Arguments.of(true, HttpRelaySettings.Protocol.HTTP1, true, "http/1.1"),
                Arguments.of(true, HttpRelaySettings.Protocol.HTTP2, true, "h2"),
                Arguments.of(true, HttpRelaySettings.Protocol.AUTO, true, "h2"),
                Arguments.of(false, HttpRelaySettings.Protocol.AUTO, true, "h2"),
                Arguments.of(false, HttpRelaySettings.Protocol.HTTP2, false, "h2"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void jdkClient_isServed(boolean tlsClient, HttpRelaySettings.Protocol protocol, boolean tlsServer, String askedIn)
            throws Exception {
        setup.protocol = protocol;
        serve(tlsServer);
        HttpClient.Version version = tlsClient ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
        HttpClient client = jdk(tlsClient, version);
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(uri(tlsClient, "/echo?" + i))
                            .POST(HttpRequest.BodyPublishers.ofString("hello " + i))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(version);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("asked-in")).hasValue(askedIn);
            assertThat(response.body()).isEqualTo("> hello " + i);
            assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
        }
    }

    @Test
    void manyRequestsAtOnce_areAllServed() {
        setup.protocol = HttpRelaySettings.Protocol.AUTO;
        serve(true);
        HttpClient client = jdk(true, HttpClient.Version.HTTP_2);
        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 100)
                .mapToObj(i -> client.sendAsync(
                        HttpRequest.newBuilder(uri(true, "/echo"))
                                .POST(HttpRequest.BodyPublishers.ofString("hello " + i))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        for (int i = 0; i < 100; i++) {
            assertThat(all.get(i).join().body()).isEqualTo("> hello " + i);
        }
    }

    private HttpClientAgent vertxClient() {
        return vertx().createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
    }

    @ParameterizedTest
    @CsvSource({"HTTP1", "HTTP2"})
    void conversationInBothDirectionsAtOnce_passesWithItsTrailers(HttpRelaySettings.Protocol protocol)
            throws Exception {
        setup.protocol = protocol;
        serve(false);
        HttpClientAgent client = vertxClient();
        HttpClientRequest request = result(client.request(HttpMethod.POST, relay().port(), "127.0.0.1", "/echo"));
        request.setChunked(true).putHeader("te", "trailers");
        result(request.sendHead());
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        HttpClientResponse response = result(request.response()
                .map(begun -> begun.handler(data -> heard.add(data.toString())).endHandler(end -> heard.add("end"))));
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("> ");
        for (int i = 0; i < 20; i++) {
            request.write("message " + i);
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("message " + i);
        }
        request.end();
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("end");
        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(response.trailers().get("grpc-status")).isEqualTo("0");
        assertThat(exchanges.next().end).isInstanceOf(ExchangeEnd.Whole.class);
        result(client.close());
    }

    @ParameterizedTest
    @CsvSource({"true,HTTP1,false", "true,HTTP2,true", "false,HTTP2,false"})
    void largeBodies_passInBoundedMemory(boolean tlsClient, HttpRelaySettings.Protocol protocol, boolean tlsServer)
            throws Exception {
        setup.protocol = protocol;
        serve(tlsServer);
        long size = (Boolean.getBoolean("loupe.long") ? 1_000 : 64) * MEGABYTE;
        HttpClient client = jdk(tlsClient, HttpClient.Version.HTTP_2);
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(uri(tlsClient, "/echo"))
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Endless(size)))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        long most = 0;
        long received = 0;
        try (InputStream body = response.body()) {
            byte[] block = new byte[100_000];
            for (int read = body.read(block); read >= 0; read = body.read(block)) {
                received += read;
                most = received / MEGABYTE % 8 == 0 ? Math.max(most, relay().held()) : most;
            }
        }
        assertThat(received).isEqualTo(size + 2);
        assertThat(most).isLessThan(4 * MEGABYTE);
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.requestBytes).isEqualTo(size);
        assertThat(seen.responseBytes).isEqualTo(size + 2);
    }

    /** That many bytes of nothing in particular. */
    private static final class Endless extends InputStream {
        private long left;

        Endless(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            left -= count;
            return count;
        }
    }
}
