package dev.loupe.bench.truth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that visit a service, each one visit after the other. */
final class Clients {
    private static final int FIRST_ORDER = 10_000_000;
    private static final int ASKS_AFTER_202 = 20;
    private static final int LONGEST_PAUSE_MILLIS = 3;
    private static final int CONNECTIONS = 512;
    private static final int PAUSE_BEFORE_AGAIN_MILLIS = 10;

    private final Vertx vertx;
    private final HttpClient client;
    /** Its connections do not end, they break. */
    private final HttpClient leaving;

    private final int port;
    private final Ledger ledger;
    private final Random random = new Random(4);
    private final AtomicInteger left = new AtomicInteger();
    private final List<Errand> shares = new ArrayList<>();
    private volatile int hangingUp;

    /**
     * @param port where the service seems to be
     * @param messages whether it has a broker
     */
    Clients(Vertx vertx, int port, Ledger ledger, boolean messages) {
        this.vertx = vertx;
        this.port = port;
        this.ledger = ledger;
        client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        leaving = vertx.createHttpClient(
                new HttpClientOptions().setSoLinger(0), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        for (Errand errand : Errand.values()) {
            for (int i = 0; i < errand.share(messages); i++) {
                shares.add(errand);
            }
        }
    }

    /**
     * So many visits by so many clients.
     *
     * @param pauses whether a client rests for up to 2 ms after a visit, so that often only one is being served
     */
    Future<Void> visit(int clients, int visits, boolean pauses) {
        left.set(visits);
        hangingUp = visits / 4;
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Promise<Void> end = Promise.promise();
            vertx.getOrCreateContext().runOnContext(begin -> next(end, pauses));
            all.add(end.future());
        }
        return Future.all(all).mapEmpty();
    }

    private void next(Promise<Void> end, boolean pauses) {
        int visitsLeft = left.getAndDecrement();
        if (visitsLeft <= 0) {
            end.complete();
            return;
        }
        Errand errand;
        int pause;
        boolean asks;
        synchronized (random) {
            Errand drawn = shares.get(random.nextInt(shares.size()));
            errand = drawn == Errand.AGAIN && visitsLeft > hangingUp ? Errand.PRICE : drawn;
            pause = random.nextInt(LONGEST_PAUSE_MILLIS);
            asks = random.nextInt(ASKS_AFTER_202) == 0;
        }
        visit(errand, asks).onComplete(visited -> {
            if (visited.failed()) {
                ledger.failed("a client: " + visited.cause());
            }
            if (pauses && pause > 0) {
                vertx.setTimer(pause, rested -> next(end, true));
            } else {
                next(end, pauses);
            }
        });
    }

    /** One visit; more than one request for some errands. */
    Future<Void> visit(Errand errand, boolean asksAfter202) {
        String order = Integer.toString(FIRST_ORDER + ledger.next());
        return switch (errand) {
            case TWICE -> Future.all(send(errand, order), send(errand, order)).mapEmpty();
            case AGAIN -> leave(errand, order).compose(left -> send(errand, order));
            case CALCULATE -> {
                Future<Void> accepted = send(errand, order);
                yield asksAfter202 ? accepted.compose(answered -> send(Errand.LOOK, order)) : accepted;
            }
            default -> send(errand, order);
        };
    }

    private Future<Void> send(Errand errand, String order) {
        return client.request(options(errand, order, ledger.next()))
                .compose(request ->
                        request.send(Buffer.buffer(errand.request(order).body())))
                .compose(response -> response.end()
                        .compose(end -> response.statusCode() / 100 == 2
                                ? Future.succeededFuture()
                                : Future.failedFuture("answered " + response.statusCode())));
    }

    /** Hangs up when the service has got the request. */
    private Future<Void> leave(Errand errand, String order) {
        int number = ledger.next();
        Future<Void> arrived = Future.fromCompletionStage(ledger.arrivalOf(number), vertx.getOrCreateContext());
        return leaving.request(options(errand, order, number))
                .compose(request -> {
                    request.send(Buffer.buffer(errand.request(order).body())).onComplete(broken -> {});
                    return arrived.map(request);
                })
                .compose(request -> request.connection().close())
                .compose(gone -> vertx.timer(PAUSE_BEFORE_AGAIN_MILLIS, TimeUnit.MILLISECONDS))
                .mapEmpty();
    }

    private RequestOptions options(Errand errand, String order, int number) {
        Step.Call call = errand.request(order);
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(call.target())
                .putHeader(Duties.NUMBER, Integer.toString(number))
                .putHeader(Duties.ERRAND, errand.name())
                .putHeader(Duties.ABOUT, order);
        call.fields().forEach(options::putHeader);
        return options;
    }
}
