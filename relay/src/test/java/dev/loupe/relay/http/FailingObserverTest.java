package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever observers and paths throw, and whenever, traffic goes on as if nobody looked. */
class FailingObserverTest extends RelayTest {
    private static final String PUT = "PUT / HTTP/1.1\r\nHost: h\r\nTE: x\r\nContent-Length: 5\r\n\r\nhello";
    private static final String PASSED = "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";

    private final List<String> thrown = new CopyOnWriteArrayList<>();
    private final AtomicInteger abandoned = new AtomicInteger();
    private volatile String failing = "";
    private volatile Function<String, Throwable> failure = IllegalStateException::new;

    @Override
    HttpPath path() {
        return failingAt(HttpPath.class, exchanges);
    }

    private <T> T failingAt(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (failing.equals(method.getName())) {
                thrown.add(method.getName());
                throw failure.apply("by " + method.getName());
            }
            if (method.getName().equals("abandoned")) {
                abandoned.incrementAndGet();
            }
            Object result = call(method, real, args);
            return result instanceof ExchangeObserver observer ? failingAt(ExchangeObserver.class, observer) : result;
        }));
    }

    private static Object call(Method method, Object real, Object[] args) throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    static Stream<String> calls() {
        return Stream.of(ExchangeObserver.class, HttpPath.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(Method::getName)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void exchanges_passWhicheverCallFails(String call) {
        failing = call;
        Peer client = client();
        for (int i = 0; i < 3; i++) {
            client.sends(PUT);
            Peer store = upstream.accepts().receives(PASSED);
            store.sends("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            client.receives("HTTP/1.1 103 Early Hints\r\n\r\n").receives(OK);
            store.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin",
                "traceFields",
                "upstreamStarted",
                "requestContent",
                "requestEnded",
                "responseStarted",
                "wantsResponseContent",
                "responseContent",
                "responseEnded",
                "ended"
            })
    void lostObservation_isToldOnce(String call) {
        failing = call;
        Peer client = client().sends(PUT);
        upstream.accepts().receives(PASSED).sends(OK);
        client.receives(OK);
        await().untilAsserted(() -> assertThat(exchanges.lost).hasSize(1));
        assertThat(thrown).containsExactly(call);
        assertThat(exchanges.lost.get(0)).hasMessage("by " + call);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void errorAnswers_comeWhicheverCallFails(String call) {
        failing = call;
        Peer client = client().sends("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        upstream.accepts().close();
        Peer.Message answer = client.message();
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).isNotEmpty();
        client.sends("nonsense\r\n\r\n");
        assertThat(client.message().status()).isEqualTo(400);
        client.ends();
    }

    @Test
    void observerThatFailed_isToldToLetGo() {
        failing = "responseStarted";
        Peer client = client().sends(PUT);
        upstream.accepts().receives(PASSED).sends(OK);
        client.receives(OK);
        await().untilAsserted(() -> assertThat(abandoned).hasValue(1));
    }

    @Test
    void failureThatIsNoException_isContained() {
        failing = "responseStarted";
        failure = StackOverflowError::new;
        Peer client = client().sends(PUT);
        upstream.accepts().receives(PASSED).sends(OK);
        client.receives(OK);
    }

    @Test
    void observerThatIsMissing_isContained() {
        exchanges.missing = true;
        Peer client = client().sends(PUT);
        upstream.accepts().receives(PASSED).sends(OK);
        client.receives(OK);
        assertThat(exchanges.lost).hasSize(1);
    }

    @Test
    void transfersThatBreak_areStillShownBroken() {
        failing = "ended";
        Peer client = client().sends(PUT);
        Peer store = upstream.accepts().receives(PASSED);
        store.sends("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
        client.receives("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
        store.close();
        client.breaks();
        await().untilAsserted(() -> assertThat(exchanges.lost).hasSize(1));
    }
}
