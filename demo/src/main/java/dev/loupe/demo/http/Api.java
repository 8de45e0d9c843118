package dev.loupe.demo.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loupe.demo.ledger.Book;
import dev.loupe.demo.ledger.Handled;
import dev.loupe.demo.ledger.Period;
import dev.loupe.demo.ledger.Taken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The routes of a service, and the server that answers them: a thread of a pool for each request. */
public final class Api implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Api.class.getName());
    private static final int THREADS = 32;
    private static final int NO_BODY = -1;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 500;

    static {
        // Otherwise the JDK's server makes small answers wait for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final String service;
    private final Book book;
    private final AtomicLong numbers = new AtomicLong();
    private final List<Route> routes = new ArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers it; blocks as long as that takes.
         *
         * @throws IOException if the body cannot be read, or somebody else does not answer
         * @throws SQLException if the database refuses
         */
        Answer answer(Call call) throws IOException, SQLException, InterruptedException;
    }

    private record Route(PathPattern pattern, Handler handler) {}

    /**
     * Binds a port; answers from {@link #start} on.
     *
     * @param service its name in the book
     * @param port 0 for any free one
     * @param book is told of every answer
     */
    public Api(String service, InetAddress host, int port, Book book) {
        this.service = service;
        this.book = book;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(service + " cannot listen on " + host.getHostAddress() + ':' + port, e);
        }
    }

    /** Adds a route, such as <code>GET /orders/{order}</code>. */
    public Api on(String operation, Handler handler) {
        routes.add(new Route(new PathPattern(operation), handler));
        return this;
    }

    /** From here on it answers. */
    public Api start() {
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        return this;
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            for (Route route : routes) {
                Optional<Map<String, String>> parameters = route.pattern()
                        .match(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI().getRawPath());
                if (parameters.isPresent()) {
                    String operation = route.pattern().operation();
                    long number = numbers.incrementAndGet();
                    Call call = new Call(exchange, service, operation, number, parameters.get(), book);
                    long began = System.nanoTime();
                    Answer answer = answer(route.handler(), call);
                    Handled handled = new Handled(service, operation, call.order(), answer.status());
                    book.handled(new Taken(number, handled, new Period(began, System.nanoTime())));
                    send(exchange, answer);
                    return;
                }
            }
            send(exchange, Answer.of(NOT_FOUND));
        }
    }

    private Answer answer(Handler handler, Call call) {
        try {
            return handler.answer(call);
        } catch (IllegalArgumentException e) {
            return Answer.of(BAD_REQUEST, Map.of("error", String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.of(FAILED);
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> service + " failed", e);
            return Answer.of(FAILED, Map.of("error", e.getClass().getSimpleName()));
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (answer.body().length == 0) {
            exchange.sendResponseHeaders(answer.status(), NO_BODY);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
