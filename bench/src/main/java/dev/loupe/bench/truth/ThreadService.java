package dev.loupe.bench.truth;

import com.rabbitmq.client.Delivery;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One thread for each request, from a pool, which waits for each call that it makes. */
final class ThreadService implements Service {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int WORKERS = 4;

    static {
        // It would close idle connections beyond 200 without a look at what has just been sent on them.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final Duties duties;
    private final int calledPort;
    private final Database database;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final Optional<BrokerClient> broker;

    /**
     * @param calledPort where the servers that it calls seem to be
     * @param databasePort where its database seems to be
     * @param mq where its broker seems to be, if it has one
     */
    ThreadService(Duties duties, int calledPort, int databasePort, Optional<Messaging.Broker> mq) throws IOException {
        this.duties = duties;
        this.calledPort = calledPort;
        database = new HikariDatabase(duties.ledger(), databasePort);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        broker = mq.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new BrokerClient(duties.ledger(), mq.get(), delivery -> workers.execute(() -> work(delivery))));
    }

    private void work(Delivery delivery) {
        int number = BrokerClient.number(delivery);
        String order = BrokerClient.order(delivery);
        run(Mission.of(number).steps(order), new Task(number, order, "", false, false));
        broker.orElseThrow().done(delivery);
    }

    private void serve(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        Errand errand = Duties.errand(exchange.getRequestHeaders()::getFirst);
        Task task = duties.takes(exchange.getRequestHeaders()::getFirst);
        List<Step> later = errand.later(task.order());
        try {
            run(errand.steps(task.order()), task);
            answer(exchange, later.isEmpty() ? OK : ACCEPTED);
            run(later, task.answered());
        } finally {
            duties.ledger().done();
        }
    }

    private static void answer(HttpExchange exchange, int status) {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        } catch (IOException left) {
            // A client that has left misses nothing.
            return;
        }
    }

    private void run(List<Step> steps, Task task) {
        try {
            for (Step step : steps) {
                run(step, task);
            }
        } catch (IOException | RuntimeException e) {
            duties.ledger().failed("a step of the thread service: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Step step, Task task) throws IOException, InterruptedException {
        if (step instanceof Step.Call call) {
            call(call, task);
        } else if (step instanceof Step.Transaction transaction) {
            database.run(transaction, task).join();
        } else if (step instanceof Step.Publish message) {
            broker.orElseThrow().publish(message, task).join();
        } else {
            duties.meets(task).join();
        }
    }

    private void call(Step.Call call, Task task) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + calledPort + call.target()))
                .method(
                        call.method(),
                        call.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(call.body()));
        duties.calls(call, task).forEach(request::header);
        int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
        if (status != OK) {
            throw new IOException(call.method() + " " + call.target() + " was answered " + status);
        }
    }

    @Override
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public CompletableFuture<Void> works(List<Step> steps) {
        return CompletableFuture.runAsync(() -> run(steps, Task.JOB), threads);
    }

    @Override
    public void close() {
        server.stop(0);
        broker.ifPresent(BrokerClient::close);
        threads.shutdownNow();
        workers.shutdownNow();
        database.close();
    }
}
