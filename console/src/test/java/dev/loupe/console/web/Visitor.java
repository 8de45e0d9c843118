package dev.loupe.console.web;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.Map;

/** Asks a console over HTTP, under whatever name. */
final class Visitor implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final URI console;

    Visitor(String address) {
        console = URI.create(address);
    }

    record Answer(int status, MultiMap headers, String body) {}

    Answer gets(String path) {
        return asks(HttpMethod.GET, path, "127.0.0.1", Map.of());
    }

    Answer asks(HttpMethod method, String path) {
        return asks(method, path, "127.0.0.1", Map.of());
    }

    Answer asksAs(String host) {
        return asks(HttpMethod.GET, "/", host, Map.of());
    }

    Answer asks(HttpMethod method, String path, String host, Map<String, String> headers) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(console.getPort(), console.getHost()))
                .setHost(host)
                .setPort(console.getPort())
                .setURI(path);
        headers.forEach(options::putHeader);
        return RunningConsole.await(
                client.request(options).compose(request -> request.send()).compose(response -> response.body()
                        .map(body -> new Answer(response.statusCode(), response.headers(), body.toString()))));
    }

    @Override
    public void close() {
        RunningConsole.await(vertx.close());
    }
}
