package dev.loupe.assembly.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.assembly.fixture.OwnCertificate;
import dev.loupe.assembly.fixture.PlainService;
import dev.loupe.assembly.fixture.PlainService.Answer;
import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that speak HTTP/2 with an adapter, whatever its service speaks. */
class Http2Test extends WireTest {
    private static final Path CURL = Path.of("/usr/bin/curl");
    private static final String BODY = "{\"order\": \"10234\"}";

    private OwnCertificate certificate;
    private PlainService service;

    @BeforeEach
    void start() throws Exception {
        certificate = OwnCertificate.in(folder);
        service = closes(PlainService.that(asked -> new Answer(200, asked.body())));
    }

    private RunningAdapter adapter(String tls, String upstream) throws Exception {
        return adapter(
                """
                service: mes-api
                inbound:
                  listen: {port: 0%s}
                  http2: true
                  %s
                  routes: ["POST /prices"]
                  keys: [{kind: order, from: request /order}]
                """
                        .formatted(tls, upstream));
    }

    private String overTls() throws Exception {
        return ", tls: {certificate: " + certificate.certificate() + ", key: " + certificate.key() + "}";
    }

    private String http1() {
        return "upstream: {url: \"" + service.address() + "\"}";
    }

    private void isOneSpan(RunningAdapter adapter, String protocol) {
        ReceivedSpan span = spans.take("POST /prices");
        assertThat(span.isError()).isFalse();
        assertThat(span.attributes())
                .containsEntry("http.response.status_code", 200L)
                .containsEntry("network.protocol.version", protocol)
                .containsEntry("loupe.journey", adapter.pseudonym("order", "10234"));
    }

    @Test
    void jdkClientOverTls_agreesOnHttp2() throws Exception {
        RunningAdapter adapter = adapter(overTls(), http1());
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(certificate.context())
                .build();

        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(secure(adapter))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(BODY))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.body()).isEqualTo(BODY);
        isOneSpan(adapter, "2");
    }

    private static URI secure(RunningAdapter adapter) {
        return URI.create("https://localhost:" + adapter.path("inbound").getPort() + "/prices");
    }

    @Test
    void jdkClientWithoutTls_staysWithHttp11() throws Exception {
        RunningAdapter adapter = adapter("", http1());
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(adapter.path("inbound").resolve("/prices"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(BODY))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(response.body()).isEqualTo(BODY);
        isOneSpan(adapter, "1.1");
    }

    @Test
    void clientWithPriorKnowledge_reachesAServiceThatSpeaksHttp2() throws Exception {
        HttpServer modern = result(vertx().createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> request.response()
                        .putHeader("content-type", "text/plain")
                        .end(Buffer.buffer(request.version() + " ").appendBuffer(body))))
                .listen(0, "127.0.0.1"));
        RunningAdapter adapter =
                adapter("", "protocol: http2\n  upstream: {url: \"http://127.0.0.1:" + modern.actualPort() + "\"}");
        var client = vertx().createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));

        Buffer body =
                result(client.request(HttpMethod.POST, adapter.path("inbound").getPort(), "127.0.0.1", "/prices")
                        .compose(request -> request.putHeader("content-type", "application/json")
                                .send(BODY))
                        .compose(response -> response.body()));

        assertThat(body.toString()).isEqualTo("HTTP_2 " + BODY);
        isOneSpan(adapter, "2");
    }

    @Test
    void curl_speaksEitherKindOfHttp2() throws Exception {
        RunningAdapter plain = adapter("", http1());
        assertThat(curl("--http2-prior-knowledge", plain.path("inbound") + "/prices"))
                .isEqualTo(BODY + " 2 200");
        isOneSpan(plain, "2");

        RunningAdapter secure = adapter(overTls(), http1());
        assertThat(curl(
                        "--http2",
                        "--cacert",
                        certificate.certificate().toString(),
                        secure(secure).toString()))
                .isEqualTo(BODY + " 2 200");
        isOneSpan(secure, "2");
    }

    private String curl(String... arguments) throws Exception {
        assertThat(CURL).as("curl is not installed; bin/verify installs it").isExecutable();
        var command = new ArrayList<>(
                List.of(CURL.toString(), "--silent", "--show-error", "--max-time", String.valueOf(PATIENCE_SECONDS)));
        command.addAll(List.of(
                "--header",
                "Content-Type: application/json",
                "--data",
                BODY,
                "--write-out",
                " %{http_version} %{http_code}"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT)
                .endsWith("_proxy"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
