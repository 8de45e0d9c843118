package dev.loupe.demo.http;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Book;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Another service, at an address. Thread-safe. */
public final class Peer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String name;
    private final URI address;
    private final Book book;

    /**
     * A peer.
     *
     * @param name in the book
     * @param address scheme, host and port
     * @param book of the service that asks
     */
    public Peer(String name, URI address, Book book) {
        this.name = name;
        this.address = address;
        this.book = book;
    }

    /** What came back. */
    public record Reply(int status, byte[] body) {
        /** The body as a stream, for {@link Json}. */
        public InputStream in() {
            return new ByteArrayInputStream(body);
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param cause what it is done for
     * @param operation method and route
     * @param order that it is about, and which stands for <code>{order}</code> in the route; empty for none
     */
    public Reply ask(Act.Cause cause, String operation, String order) throws IOException, InterruptedException {
        return send(cause, operation, order, HttpRequest.BodyPublishers.noBody());
    }

    /** The same with a JSON object. */
    public Reply tell(Act.Cause cause, String operation, String order, Map<String, String> json)
            throws IOException, InterruptedException {
        return send(cause, operation, order, HttpRequest.BodyPublishers.ofByteArray(Json.write(json)));
    }

    private Reply send(Act.Cause cause, String operation, String order, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        book.did(new Act(cause, name, withoutQuery(operation), order));
        String method = operation.substring(0, operation.indexOf(' '));
        HttpRequest request = HttpRequest.newBuilder(
                        address.resolve(PathPattern.path(operation, Map.of("order", order))))
                .method(method, body)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), response.body());
    }

    private static String withoutQuery(String operation) {
        int query = operation.indexOf('?');
        return query < 0 ? operation : operation.substring(0, query);
    }
}
