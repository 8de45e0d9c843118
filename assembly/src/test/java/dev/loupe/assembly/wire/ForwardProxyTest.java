package dev.loupe.assembly.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.loupe.assembly.fixture.OwnCertificate;
import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that was told of one proxy for all that it calls, and that uses the JDK's client. */
class ForwardProxyTest extends WireTest {
    private <T extends HttpServer> int started(T server) {
        server.createContext("/", exchange -> {
            String fields = exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().containsKey("Proxy-Authorization");
            exchange.sendResponseHeaders(200, fields.length());
            exchange.getResponseBody().write(fields.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        closes(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private RunningAdapter adapter() throws Exception {
        return adapter(
                """
                service: mes-api
                inbound:
                  listen: {port: 0}
                  upstream: {url: "http://127.0.0.1:1"}
                forward:
                  listen: {port: 0}
                  allow: [localhost]
                  names: {localhost: shop-api}
                  routes: ["GET /orders/{order}"]
                """);
    }

    private HttpClient client(RunningAdapter adapter, OwnCertificate trusted) throws Exception {
        InetSocketAddress proxy = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), adapter.path("forward").getPort());
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(proxy))
                .sslContext(trusted.context())
                .build();
    }

    private static HttpResponse<String> get(HttpClient client, String address)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void plainCall_isASpanOfItsRoute() throws Exception {
        int port = started(HttpServer.create(anyPort(), 0));
        RunningAdapter adapter = adapter();

        HttpResponse<String> answer =
                get(client(adapter, OwnCertificate.in(folder)), "http://localhost:" + port + "/orders/10234?full=yes");

        assertThat(answer.body()).isEqualTo("/orders/10234?full=yes false");
        ReceivedSpan span = spans.take("GET /orders/{order}");
        assertThat(span.kind()).isEqualTo("CLIENT");
        assertThat(span.attributes())
                .containsEntry("peer.service", "shop-api")
                .containsEntry("server.port", (long) port)
                .containsEntry("loupe.journey", adapter.pseudonym("order", "10234"));
    }

    @Test
    void callOverTls_isASpanOfItsConnectionAndNothingElseIsKnown() throws Exception {
        OwnCertificate certificate = OwnCertificate.in(folder);
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        int port = started(server);
        RunningAdapter adapter = adapter();
        HttpClient client = client(adapter, certificate);

        assertThat(get(client, "https://localhost:" + port + "/orders/10234").body())
                .isEqualTo("/orders/10234 false");
        assertThat(get(client, "https://localhost:" + port + "/orders/10235").body())
                .isEqualTo("/orders/10235 false");
        server.stop(0);

        ReceivedSpan span = spans.take("CONNECT");
        assertThat(span.kind()).isEqualTo("CLIENT");
        assertThat(span.attributes())
                .containsAllEntriesOf(Map.of(
                        "http.request.method", "CONNECT",
                        "http.response.status_code", 200L,
                        "peer.service", "shop-api",
                        "server.address", "localhost",
                        "server.port", (long) port))
                .doesNotContainKeys("url.template", "loupe.journey");
        assertThat((long) span.attributes().get("loupe.tunnel.received_bytes")).isGreaterThan(500);
    }

    @Test
    void serverThatIsNotAllowed_isRefused() throws Exception {
        int port = started(HttpServer.create(anyPort(), 0));
        RunningAdapter adapter = adapter();

        HttpResponse<String> answer =
                get(client(adapter, OwnCertificate.in(folder)), "http://127.0.0.1:" + port + "/orders/10234");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(spans.take("GET /orders/{order}").attributes()).containsEntry("error.type", "forbidden");
    }
}
