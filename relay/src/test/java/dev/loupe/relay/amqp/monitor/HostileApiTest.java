package dev.loupe.relay.amqp.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.telemetry.fixture.CapturedLog;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What answers at the management API's address is none, or answers badly. */
class HostileApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private int api(Handler<HttpServerRequest> answers) throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(answers);
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    /** Nobody listens at the broker's port. */
    private static Watcher watch(int port) {
        return new Watcher(Watcher.settings(1, "/", Watcher.PASSWORD, Optional.of(port)));
    }

    private static void saysOfTheApi(int port, String words) throws Exception {
        try (CapturedLog log = CapturedLog.of(BrokerMonitor.class.getName());
                Watcher watcher = watch(port)) {
            await().atMost(PATIENCE).until(() -> log.lines().size() >= 2);

            assertThat(log.lines())
                    .containsExactly(
                            "WARN the monitor of rabbitmq goes on with less: the management API: " + words,
                            "WARN the monitor of rabbitmq goes on with less: the connection: nobody listens");
            assertThat(watcher.figures().answers()).isFalse();
        }
    }

    @Test
    void noJson_isNoManagementApi() throws Exception {
        saysOfTheApi(
                api(request -> request.response().end("<html>hello</html>")),
                "what answers is no management API; check management.url");
    }

    @Test
    void otherJson_isNoManagementApi() throws Exception {
        saysOfTheApi(
                api(request -> request.response().end("[1, 2]")),
                "what answers is no management API; check management.url");
    }

    @Test
    void endlessAnswer_isLeft() throws Exception {
        Buffer part = Buffer.buffer(new byte[64 * 1024]);
        int port = api(request -> {
            request.response().setChunked(true);
            Runnable[] more = new Runnable[1];
            more[0] = () -> request.response().write(part).onSuccess(written -> more[0].run());
            more[0].run();
        });
        saysOfTheApi(port, "an answer was larger than 4 MiB");
    }

    @Test
    void answerThatTrickles_isLeft() throws Exception {
        int port = api(request -> {
            request.response().setChunked(true).write("[");
            vertx.setPeriodic(100, id -> request.response().write(" "));
        });
        saysOfTheApi(port, "no answer in time");
    }

    @Test
    void silence_isLeft_andAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        int port = api(request -> asked.incrementAndGet());
        saysOfTheApi(port, "no answer in time");
        try (Watcher watcher = watch(port)) {
            int before = asked.get();
            await().atMost(PATIENCE).until(() -> asked.get() >= before + 2);
            assertThat(watcher.figures().answers()).isFalse();
        }
    }

    @Test
    void redirect_isNotFollowed_sinceThePasswordWouldGoWithIt() throws Exception {
        AtomicInteger elsewhere = new AtomicInteger();
        int other = api(request -> {
            elsewhere.incrementAndGet();
            request.response().end("{}");
        });
        int port = api(request -> request.response()
                .setStatusCode(302)
                .putHeader("location", "http://127.0.0.1:" + other + "/api/overview")
                .end());
        saysOfTheApi(port, "it answers with HTTP status 302");
        assertThat(elsewhere).hasValue(0);
    }
}
