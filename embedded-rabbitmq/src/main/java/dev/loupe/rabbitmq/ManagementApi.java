package dev.loupe.rabbitmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** RabbitMQ's management API, in plain texts of JSON. Blocks; thread-safe. */
public final class ManagementApi {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final String authorization;

    ManagementApi(int port, String user, String password) {
        base = "http://127.0.0.1:" + port + "/api";
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    boolean answers() {
        try {
            return exchange("GET", "/overview", "").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Asks or changes something.
     *
     * @param path behind {@code /api}, encoded, such as {@code /queues/%2F/orders}
     * @param json body; empty for none
     * @return the body of the answer
     * @throws IllegalStateException if the answer is not one of success
     */
    public String call(String method, String path, String json) {
        try {
            HttpResponse<String> answer = exchange(method, path, json);
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(method + ' ' + path + ": " + answer.statusCode() + ' ' + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(method + ' ' + path, e);
        }
    }

    /** Makes a virtual host in which {@code guest} may do everything. */
    public void makeVirtualHost(String name) {
        call("PUT", "/vhosts/" + encoded(name), "");
        call(
                "PUT",
                "/permissions/" + encoded(name) + "/guest",
                "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
    }

    /**
     * Makes a user.
     *
     * @param tags such as {@code monitoring}; empty for none
     * @param virtualHost in which it may read, write and configure by those regular expressions
     */
    public void makeUser(String name, String password, String tags, String virtualHost, String read, String write) {
        call("PUT", "/users/" + encoded(name), "{\"password\":\"" + password + "\",\"tags\":\"" + tags + "\"}");
        call(
                "PUT",
                "/permissions/" + encoded(virtualHost) + '/' + encoded(name),
                "{\"configure\":\"^$\",\"write\":\"" + write + "\",\"read\":\"" + read + "\"}");
    }

    /** A name as a segment of a path. */
    public static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> exchange(String method, String path, String json) throws IOException {
        HttpRequest.BodyPublisher body =
                json.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(10))
                .header("authorization", authorization)
                .header("content-type", "application/json")
                .method(method, body)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker answered", e);
        }
    }
}
