package dev.loupe.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final Duration LIMIT = Duration.ofMillis(500);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void close() {
        RunningConsole.await(vertx.close());
    }

    @Test
    void allUp_isReady() {
        Readiness.Answer answer = ask(readiness(check("upstream", Future::succeededFuture)));

        assertThat(answer.ready()).isTrue();
        assertThat(answer.report())
                .isEqualTo(new JsonObject(
                        "{\"status\":\"ready\",\"checks\":[{\"name\":\"upstream\",\"status\":\"up\"}]}"));
    }

    @Test
    void oneDown_isNotReadyAndNamed() {
        Readiness.Answer answer = ask(readiness(
                check("upstream", () -> Future.failedFuture("connection refused")),
                check("disk", Future::succeededFuture)));

        assertThat(answer.ready()).isFalse();
        assertThat(answer.report().encode())
                .contains("{\"name\":\"upstream\",\"status\":\"down\",\"reason\":\"connection refused\"}")
                .contains("{\"name\":\"disk\",\"status\":\"up\"}");
    }

    @Test
    void checkThatNeverEnds_isDown() {
        Readiness.Answer answer =
                ask(readiness(check("upstream", () -> Promise.<Void>promise().future())));

        assertThat(answer.ready()).isFalse();
        assertThat(answer.report().encode()).contains("no answer within 500 ms");
    }

    @Test
    void checkThatThrows_isDown() {
        Readiness.Answer answer = ask(readiness(check("upstream", () -> {
            throw new IllegalStateException();
        })));

        assertThat(answer.report().encode()).contains("\"reason\":\"IllegalStateException\"");
    }

    @Test
    void noChecks_isReady() {
        assertThat(ask(readiness()).ready()).isTrue();
    }

    @Test
    void answer_isRememberedForASecond() {
        AtomicInteger asked = new AtomicInteger();
        Readiness readiness = readiness(check("upstream", () -> {
            asked.incrementAndGet();
            return Future.succeededFuture();
        }));
        ask(readiness);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
        ask(readiness);
        assertThat(asked).hasValue(1);

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        ask(readiness);
        assertThat(asked).hasValue(2);
    }

    @Test
    void askersAtTheSameTime_shareOneRun() {
        AtomicInteger asked = new AtomicInteger();
        Promise<Void> found = Promise.promise();
        Readiness readiness = readiness(check("upstream", () -> {
            asked.incrementAndGet();
            return found.future();
        }));
        Future<Readiness.Answer> one = onContext(readiness);
        Future<Readiness.Answer> other = onContext(readiness);
        found.complete();

        assertThat(RunningConsole.await(one).ready()).isTrue();
        assertThat(RunningConsole.await(other).ready()).isTrue();
        assertThat(asked).hasValue(1);
    }

    private Readiness readiness(ReadinessCheck... checks) {
        return new Readiness(List.of(checks), LIMIT, nanos::get);
    }

    private Readiness.Answer ask(Readiness readiness) {
        return RunningConsole.await(onContext(readiness));
    }

    private Future<Readiness.Answer> onContext(Readiness readiness) {
        Promise<Readiness.Answer> answer = Promise.promise();
        context.runOnContext(go -> readiness.ask().onComplete(answer));
        return answer.future();
    }

    private static ReadinessCheck check(String name, Supplier<Future<Void>> check) {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Future<Void> check() {
                return check.get();
            }
        };
    }
}
