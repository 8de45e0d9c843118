package dev.loupe.relay.amqp.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.fate.MessageFates;
import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.CorrelationSettings;
import dev.loupe.relay.correlation.InFlight;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.recent.RecentTraces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A wrapped service, its broker path and real telemetry, on a clock that is moved by hand. Fails a test that does not take
 * each span, so that doubled and leaked ones are caught everywhere.
 */
final class Scene implements AfterEachCallback {
    static final long BEGIN_EPOCH = TimeUnit.SECONDS.toNanos(1_700_000_000);

    final AtomicLong nanos = new AtomicLong(TimeUnit.SECONDS.toNanos(5));
    final RecordingFates fates = new RecordingFates();
    final List<Happening> began = Collections.synchronizedList(new ArrayList<>());
    final List<Happening> happened = Collections.synchronizedList(new ArrayList<>());
    final Telemetry telemetry;
    final ServiceRequests requests;
    final BrokerPath path;
    private final Set<String> taken = new HashSet<>();
    private final List<Span> inFlight = new ArrayList<>();

    Scene() {
        this(settings());
    }

    Scene(BrokerSettings settings) {
        this(settings, null);
    }

    /** Before a real broker: by real clocks. */
    static Scene live(BrokerSettings settings) {
        return new Scene(settings, System::nanoTime);
    }

    /** @param real null for a clock that is moved by hand */
    private Scene(BrokerSettings settings, LongSupplier real) {
        LongSupplier clock = real == null ? nanos::get : real;
        LongSupplier epoch = real == null
                ? () -> BEGIN_EPOCH + nanos.get()
                : () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        Settings defaults = Settings.defaults();
        Settings.Keep keep = new Settings.Keep(
                Settings.Policy.ALL,
                1_000_000,
                Duration.ofDays(1),
                Map.of(),
                false,
                1_000,
                Duration.ofMinutes(1),
                1_000);
        Settings.Privacy privacy =
                new Settings.Privacy(Map.of("1", "a key for the tests"), Optional.of(1), Optional.empty(), List.of());
        telemetry = Telemetry.start(
                new Settings(keep, defaults.export(), defaults.recent(), defaults.log(), defaults.metrics(), privacy),
                Map.of(),
                "mes-adapter");
        requests = new ServiceRequests(CorrelationSettings.defaults(), clock);
        JourneyListener journeys = new JourneyListener() {
            @Override
            public void began(Happening happening) {
                began.add(happening);
            }

            @Override
            public void ended(Happening happening) {
                happened.add(happening);
            }
        };
        path = new BrokerPath(settings, "mes-api", telemetry, requests, journeys, (MessageFates) fates, clock, epoch);
    }

    static BrokerSettings settings() {
        return new Configured().settings();
    }

    /** A connection that the broker has accepted, with channel 1. */
    Talk connection() {
        return new Talk(this, path.begin()).opens(1);
    }

    void waits(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    String order(String value) {
        return telemetry.pseudonyms().of("order", value);
    }

    // --- requests to the service

    /** A request about orders arrives, and is in flight until {@link #answers}. */
    InFlight receives(String... orders) {
        Span span = telemetry
                .tracer("mes-api")
                .spanBuilder("GET /orders")
                .setNoParent()
                .startSpan();
        inFlight.add(span);
        InFlight request = requests.begin(span.getSpanContext());
        for (String order : orders) {
            request.key(new BusinessKey("order", order(order)));
        }
        return request;
    }

    void answers(InFlight request) {
        request.answered(false);
        inFlight.stream()
                .filter(span -> span.getSpanContext().equals(request.span()))
                .findFirst()
                .ifPresent(Span::end);
    }

    // --- spans

    /** All that were not taken yet, in the order in which they began. */
    List<SpanData> untaken() {
        List<RecentTraces.RecentTrace> oldestFirst =
                new ArrayList<>(telemetry.recentTraces().newestFirst());
        Collections.reverse(oldestFirst);
        return oldestFirst.stream()
                .flatMap(trace -> trace.spans().stream())
                .filter(span -> !span.getName().equals("GET /orders"))
                .filter(span -> !taken.contains(span.getSpanId()))
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos)
                        .thenComparing(SpanData::getEndEpochNanos))
                .toList();
    }

    /** Takes the spans, which must be these and no others. */
    Spans spans(String... names) {
        List<SpanData> found = untaken();
        assertThat(found).extracting(SpanData::getName).containsExactly(names);
        found.forEach(span -> taken.add(span.getSpanId()));
        return new Spans(found);
    }

    /** Takes the only span. */
    Spans.One span(String name) {
        return spans(name).at(0);
    }

    void noSpans() {
        assertThat(untaken()).isEmpty();
    }

    /** Spans of which nothing matters to this test. */
    List<SpanData> takesAll() {
        List<SpanData> found = untaken();
        found.forEach(span -> taken.add(span.getSpanId()));
        return found;
    }

    String metrics() {
        return new String(
                telemetry
                        .prometheus("application/openmetrics-text; version=1.0.0")
                        .body(),
                UTF_8);
    }

    /** A metric's value: the sum over all lines that begin with the name and hold all of the labels. */
    double metric(String name, String... labels) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> value(line.substring(line.indexOf("} ") + 2)))
                .sum();
    }

    /** An exemplar may follow. */
    private static double value(String text) {
        int blank = text.indexOf(' ');
        return Double.parseDouble(blank < 0 ? text : text.substring(0, blank));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<SpanData> left = untaken();
        telemetry.close();
        if (context.getExecutionException().isEmpty()) {
            assertThat(left).as("spans that nobody has taken").isEmpty();
            fates.outcomes();
            fates.settlements();
        }
    }
}
