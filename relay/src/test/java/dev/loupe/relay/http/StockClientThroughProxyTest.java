package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.TestCertificates;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's client is told of a proxy, and of nothing else. */
class StockClientThroughProxyTest extends RelayTest {
    private final TestCertificates authority = new TestCertificates();

    @TempDir
    private Path folder;

    private HttpResponse<String> get(URI uri) throws Exception {
        setup.forwards("localhost");
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), relay().port())))
                .sslContext(authority.trusting())
                .build();
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void plainRequest_isForwarded() throws Exception {
        HttpServer server = result(vertx().createHttpServer()
                .requestHandler(request -> request.response().end(request.uri() + " " + request.authority()))
                .listen(0, "127.0.0.1"));
        HttpResponse<String> response = get(URI.create("http://localhost:" + server.actualPort() + "/a?b=c"));
        assertThat(response.body()).isEqualTo("/a?b=c localhost:" + server.actualPort());
        assertThat(exchanges.next().request).isEqualTo("http GET /a?b=c");
        result(server.close());
    }

    @Test
    void requestOverTls_goesThroughATunnel() throws Exception {
        HttpRelaySettings.KeyPair pair = TestCertificates.write(folder, "server", authority.issue("localhost"));
        HttpServer server = result(vertx().createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(pair.certificate().toString())
                                .addKeyPath(pair.key().toString())))
                .requestHandler(request -> request.response().end("secret " + request.uri()))
                .listen(0, "127.0.0.1"));
        HttpResponse<String> response = get(URI.create("https://localhost:" + server.actualPort() + "/a"));
        assertThat(response.body()).isEqualTo("secret /a");
        result(server.close());
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.request).isEqualTo("http CONNECT localhost:" + server.actualPort());
        assertThat(seen.responseBytes).isGreaterThan(500);
    }
}
