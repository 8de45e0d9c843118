package dev.loupe.bench.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * An OTLP receiver (HTTP, protobuf) on 127.0.0.1 that accepts every signal and keeps nothing but the number of spans,
 * so that a report can say whether "every span exported" was true.
 */
public final class OtlpSink implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor;
    private final AtomicLong spans = new AtomicLong();
    private final Consumer<ByteBuffer> each;

    /** Listens on a free port at once. */
    public OtlpSink() throws IOException {
        this(span -> {});
    }

    /**
     * The same for a benchmark that looks at the spans themselves.
     *
     * @param each is given every span, on any thread
     */
    public static OtlpSink reading(Consumer<ReceivedSpan> each) throws IOException {
        return new OtlpSink(span -> each.accept(ReceivedSpan.of(span)));
    }

    private OtlpSink(Consumer<ByteBuffer> each) throws IOException {
        this.each = each;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        executor = Executors.newFixedThreadPool(2, work -> {
            Thread thread = new Thread(work, "otlp-sink");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(executor);
        server.createContext("/", this::accept);
        server.start();
    }

    /** Base address for an exporter's configuration. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Spans taken so far. */
    public long spans() {
        return spans.get();
    }

    private void accept(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = body(exchange);
            int status = 200;
            if (exchange.getRequestURI().getPath().equals("/v1/traces")) {
                try {
                    spans.addAndGet(SpanCount.of(ByteBuffer.wrap(body), each));
                } catch (IllegalArgumentException notProtobuf) {
                    status = 400;
                }
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream plain = zipped ? new GZIPInputStream(raw) : raw) {
            return plain.readAllBytes();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
