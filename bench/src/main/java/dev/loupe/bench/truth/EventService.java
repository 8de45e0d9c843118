package dev.loupe.bench.truth;

import com.rabbitmq.client.Delivery;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** All requests and calls on one event loop, so that neither thread nor connection says what belongs together. */
final class EventService implements Service {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int CONNECTIONS = 256;

    private final Duties duties;
    private final int calledPort;
    private final Database database;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final HttpClient client = vertx.createHttpClient(
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(-1));
    private final HttpServer server;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Optional<BrokerClient> broker;

    /**
     * @param calledPort where the servers that it calls seem to be
     * @param databasePort where its database seems to be
     * @param mq where its broker seems to be, if it has one
     */
    EventService(Duties duties, int calledPort, int databasePort, Optional<Messaging.Broker> mq) throws IOException {
        this.duties = duties;
        this.calledPort = calledPort;
        database = new EventDatabase(duties.ledger(), vertx, databasePort);
        server = vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        broker = mq.isEmpty()
                ? Optional.empty()
                : Optional.of(new BrokerClient(
                        duties.ledger(), mq.get(), delivery -> context.runOnContext(begin -> work(delivery))));
    }

    private void work(Delivery delivery) {
        int number = BrokerClient.number(delivery);
        String order = BrokerClient.order(delivery);
        run(Mission.of(number).steps(order), new Task(number, order, "", false, false))
                .onFailure(e -> duties.ledger().failed("a message of the event service: " + e))
                .onComplete(done -> broker.orElseThrow().done(delivery));
    }

    private void serve(HttpServerRequest request) {
        Errand errand = Duties.errand(request::getHeader);
        request.body()
                .compose(body -> {
                    Task task = duties.takes(request::getHeader);
                    List<Step> later = errand.later(task.order());
                    return run(errand.steps(task.order()), task)
                            // A client that has left misses nothing.
                            .compose(done -> request.response()
                                    .setStatusCode(later.isEmpty() ? OK : ACCEPTED)
                                    .end()
                                    .otherwiseEmpty())
                            .compose(answered -> run(later, task.answered()))
                            .eventually(() -> {
                                duties.ledger().done();
                                return Future.succeededFuture();
                            });
                })
                .onFailure(e -> duties.ledger().failed("a step of the event service: " + e));
    }

    private Future<Void> run(List<Step> steps, Task task) {
        Future<Void> all = Future.succeededFuture();
        for (Step step : steps) {
            all = all.compose(done -> run(step, task));
        }
        return all;
    }

    private Future<Void> run(Step step, Task task) {
        if (step instanceof Step.Call call) {
            return call(call, task);
        }
        if (step instanceof Step.Transaction transaction) {
            return Future.fromCompletionStage(database.run(transaction, task), context);
        }
        if (step instanceof Step.Publish message) {
            return Future.fromCompletionStage(broker.orElseThrow().publish(message, task), context);
        }
        return Future.fromCompletionStage(duties.meets(task), context);
    }

    private Future<Void> call(Step.Call call, Task task) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setHost("127.0.0.1")
                .setPort(calledPort)
                .setURI(call.target());
        duties.calls(call, task).forEach(options::putHeader);
        return client.request(options)
                .compose(request -> request.send(Buffer.buffer(call.body())))
                .compose(response -> whole(call, response));
    }

    private static Future<Void> whole(Step.Call call, HttpClientResponse response) {
        return response.end()
                .compose(end -> response.statusCode() == OK
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                call.method() + " " + call.target() + " was answered " + response.statusCode()));
    }

    @Override
    public int port() {
        return server.actualPort();
    }

    @Override
    public CompletableFuture<Void> works(List<Step> steps) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        context.runOnContext(begin -> run(steps, Task.JOB).onComplete(result -> {
            if (result.failed()) {
                duties.ledger().failed("a job of the event service: " + result.cause());
            }
            end.complete(null);
        }));
        return end;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        broker.ifPresent(BrokerClient::close);
        database.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
