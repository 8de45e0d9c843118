package dev.loupe.demo.people;

import dev.loupe.demo.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a person sends requests with; keeps cookies. */
final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FIRST_ERROR = 400;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final URI site;

    Browser(URI site) {
        this.site = site;
    }

    /** What came back: a status below 400, and JSON perhaps. */
    record Page(int status, byte[] body) {
        Map<String, String> object() throws IOException {
            return Json.object(new ByteArrayInputStream(body));
        }

        List<Map<String, String>> list(String name) throws IOException {
            return Json.list(new ByteArrayInputStream(body), name);
        }
    }

    Page get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody());
    }

    Page post(String path, Map<String, String> json) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofByteArray(Json.write(json)));
    }

    /** Somebody clicks, and does not read what comes back. */
    void tries(String path) throws IOException, InterruptedException {
        HttpRequest click = request("POST", path, BodyPublishers.ofByteArray(Json.write(Map.of())));
        client.send(click, BodyHandlers.discarding());
    }

    Page put(String path, byte[] file) throws IOException, InterruptedException {
        return send("PUT", path, BodyPublishers.ofByteArray(file));
    }

    private Page send(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request(method, path, body), BodyHandlers.ofByteArray());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new IOException(method + " is answered with " + response.statusCode());
        }
        return new Page(response.statusCode(), response.body());
    }

    private HttpRequest request(String method, String path, BodyPublisher body) {
        return HttpRequest.newBuilder(site.resolve(path))
                .method(method, body)
                .header("Content-Type", method.equals("PUT") ? "application/octet-stream" : "application/json")
                .timeout(PATIENCE)
                .build();
    }
}
