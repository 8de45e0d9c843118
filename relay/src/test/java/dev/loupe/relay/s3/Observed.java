package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.fixture.Response;
import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.ExchangeObserver;
import dev.loupe.relay.http.HttpPath;
import dev.loupe.relay.http.RelayError;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import io.netty.buffer.Unpooled;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** An S3 path with a clock of its own and real telemetry behind it, told about exchanges as the relay tells them. */
final class Observed implements AutoCloseable {
    static final Settings.Keep EVERYTHING = new Settings.Keep(
            Settings.Policy.ALL, 1, Duration.ofDays(1), Map.of(), false, 100, Duration.ofMinutes(1), 1_000);

    private final AtomicLong nanos = new AtomicLong(1);
    private final Telemetry telemetry;
    private final S3Path path;

    Observed() {
        this(EVERYTHING, new FileNames(FileNames.Mode.PLAIN, List.of()));
    }

    Observed(Settings.Keep keep, FileNames fileNames) {
        Settings defaults = Settings.defaults();
        telemetry = Telemetry.start(
                new Settings(
                        keep,
                        defaults.export(),
                        defaults.recent(),
                        defaults.log(),
                        defaults.metrics(),
                        defaults.privacy()),
                Map.of(),
                "3d-files-storage");
        S3Settings settings = new S3Settings(new S3Hosts(List.of()), fileNames, true, "store.internal", 9001);
        path = new S3Path(settings, telemetry, nanos::get);
    }

    Exchanged client(Head request) {
        return new Exchanged(path.begin(request, new HttpPath.Connection("http", null, "1.1")));
    }

    /** The only span that was kept. */
    SpanData span() {
        List<SpanData> spans = spans();
        if (spans.size() != 1) {
            throw new AssertionError("one span was expected, not " + spans);
        }
        return spans.get(0);
    }

    List<SpanData> spans() {
        return telemetry.recentTraces().newestFirst().stream()
                .flatMap(trace -> trace.spans().stream())
                .toList();
    }

    /** All metrics in the OpenMetrics form, which carries exemplars. */
    String metrics() {
        return new String(
                telemetry
                        .prometheus("application/openmetrics-text; version=1.0.0")
                        .body(),
                StandardCharsets.UTF_8);
    }

    S3Path path() {
        return path;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    /** Nothing that the path says of its spans may be lost to the guard. */
    @Override
    public void close() {
        telemetry.close();
        assertThat(metrics()).contains("loupe_attributes_dropped_total 0.0");
    }

    /** One exchange; each call is something that happens to it. */
    final class Exchanged {
        private final ExchangeObserver observer;

        private Exchanged(ExchangeObserver observer) {
            this.observer = observer;
        }

        ExchangeObserver observer() {
            return observer;
        }

        Exchanged after(int seconds) {
            nanos.addAndGet(seconds * 1_000_000_000L);
            return this;
        }

        Exchanged hasNoBody() {
            observer.requestEnded();
            return this;
        }

        Exchanged reachesStore() {
            return reachesStore(1);
        }

        Exchanged reachesStore(int attempt) {
            observer.upstreamStarted(attempt);
            return this;
        }

        Exchanged sends(int bytes) {
            observer.requestContent(bytes, null);
            return this;
        }

        Exchanged hasSentAll() {
            observer.requestEnded();
            return this;
        }

        Exchanged storeAnswers(Response response) {
            observer.responseStarted(response);
            return this;
        }

        Exchanged storeSends(int bytes) {
            observer.responseContent(bytes, null);
            return this;
        }

        Exchanged storeSends(String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            observer.responseContent(
                    bytes.length, observer.wantsResponseContent() ? Unpooled.wrappedBuffer(bytes) : null);
            return this;
        }

        Exchanged clientStopsReading() {
            observer.responsePaused();
            return this;
        }

        Exchanged clientReadsOn() {
            observer.responseResumed();
            return this;
        }

        void isWhole() {
            observer.responseEnded();
            observer.ended(ExchangeEnd.Whole.INSTANCE);
        }

        void breaks(ExchangeEnd.Side by, ExchangeEnd.Cause cause, long requestContent, long responseContent) {
            observer.ended(new ExchangeEnd.Broken(by, cause, requestContent, responseContent));
        }

        void isAnswered(RelayError.Kind kind, int status) {
            observer.ended(new ExchangeEnd.Answered(new RelayError(kind, status, "the relay had to answer")));
        }
    }
}
