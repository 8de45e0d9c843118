package dev.loupe.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/** Single requests from outside the load: is the system there, and does it pass the bytes unchanged? */
public final class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long PAUSE_MILLIS = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * Asks until the answer is 200, every 5 ms.
     *
     * @return whether that came to pass within 15 s
     */
    public boolean answers(int port, String path) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (get(port, path).statusCode() == 200) {
                    return true;
                }
            } catch (IOException notYet) {
                // Refused while the system starts: asked again below.
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return false;
    }

    /** Fails unless an object read here has the given bytes. */
    public void reads(int port, Request request, byte[] expected) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(port, request.path());
        if (answer.statusCode() != 200 || !Arrays.equals(answer.body(), expected)) {
            throw new IOException("GET %s: status %d, %d bytes, where %d others were expected"
                    .formatted(request.path(), answer.statusCode(), answer.body().length, expected.length));
        }
    }

    /** Fails unless an upload is answered with a status of the 2xx class. */
    public void writes(int port, Request request, byte[] body) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(uri(port, request.path()))
                .timeout(PATIENCE)
                .PUT(BodyPublishers.ofByteArray(body))
                .build();
        int status = client.send(put, BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("PUT %s: status %d".formatted(request.path(), status));
        }
    }

    private HttpResponse<byte[]> get(int port, String path) throws IOException, InterruptedException {
        HttpRequest get =
                HttpRequest.newBuilder(uri(port, path)).timeout(PATIENCE).build();
        return client.send(get, BodyHandlers.ofByteArray());
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
