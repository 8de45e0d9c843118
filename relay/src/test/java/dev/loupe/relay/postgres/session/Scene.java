package dev.loupe.relay.postgres.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.CorrelationSettings;
import dev.loupe.relay.correlation.InFlight;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.postgres.blame.Backends;
import dev.loupe.relay.postgres.plan.SlowStatement;
import dev.loupe.relay.postgres.protocol.SqlText;
import dev.loupe.relay.postgres.statement.KeyRule;
import dev.loupe.relay.postgres.statement.ParsedStatement;
import dev.loupe.relay.postgres.statement.StatementSettings;
import dev.loupe.relay.postgres.statement.Statements;
import dev.loupe.relay.trace.Ending;
import dev.loupe.relay.trace.TroubleLog;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.recent.RecentTraces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
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
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A wrapped service, its database path and real telemetry, on a clock that is moved by hand. Fails a test that does not take
 * each span, so that doubled and leaked ones are caught everywhere.
 */
final class Scene implements AfterEachCallback {
    static final long BEGIN_EPOCH = TimeUnit.SECONDS.toNanos(1_700_000_000);

    final AtomicLong nanos = new AtomicLong(TimeUnit.SECONDS.toNanos(5));
    final Backends backends = new Backends();
    final List<Happening> happened = new ArrayList<>();
    final List<SlowStatement> slow = new ArrayList<>();
    final Telemetry telemetry;
    final ServiceRequests requests;
    final DatabasePath path;
    private final Set<String> taken = new HashSet<>();
    private final List<Span> inFlight = new ArrayList<>();

    Scene() {
        this(settings());
    }

    Scene(DatabaseSettings settings) {
        this(settings, null, new PlainTexts());
    }

    /** Before a real server: by real clocks, and with real texts. */
    static Scene live(int port, List<KeyRule> keys) {
        DatabaseSettings settings = new DatabaseSettings(
                "mes-db",
                "127.0.0.1",
                port,
                false,
                List.of("SET*"),
                Duration.ofSeconds(30),
                1_000,
                StatementSettings.defaults().with(keys));
        Database.Clocks clocks =
                new Database.Clocks(System::nanoTime, () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
        return new Scene(settings, clocks, new Statements(settings.statements())::of);
    }

    /** @param real null for those that are moved by hand */
    private Scene(DatabaseSettings settings, Database.Clocks real, Function<SqlText, List<ParsedStatement>> texts) {
        Database.Clocks clocks = real == null ? new Database.Clocks(nanos::get, () -> BEGIN_EPOCH + nanos.get()) : real;
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
        requests = new ServiceRequests(CorrelationSettings.defaults(), clocks.nanos());
        path = new DatabasePath(
                settings,
                "mes-api",
                telemetry,
                requests,
                new Telling.Listeners(
                        happened::add,
                        slow::add,
                        new TroubleLog("dev.loupe.postgres", new Ending("server"), clocks.nanos())),
                backends,
                clocks,
                texts);
    }

    static DatabaseSettings settings() {
        return new DatabaseSettings(
                "mes-db",
                "db.internal",
                5432,
                false,
                List.of("SELECT pg_*"),
                Duration.ofMillis(500),
                100,
                StatementSettings.defaults());
    }

    /** A session that the server has accepted. */
    Talk session() {
        return session(4711);
    }

    Talk session(int processId) {
        Talk talk = new Talk(this, path.begin());
        talk.client(Messages.startup("mes"));
        talk.server(Messages.key(processId), Messages.ready('I'));
        return talk;
    }

    void waits(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
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
            request.key(new BusinessKey("order", telemetry.pseudonyms().of("order", order)));
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
                        .thenComparing(span -> span.getKind() != SpanKind.INTERNAL)
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

    void noSpans() {
        assertThat(untaken()).isEmpty();
    }

    /** Spans of which nothing matters to this test. */
    void takesAll() {
        untaken().forEach(span -> taken.add(span.getSpanId()));
    }

    String metrics() {
        return new String(
                telemetry
                        .prometheus("application/openmetrics-text; version=1.0.0")
                        .body(),
                UTF_8);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<SpanData> left = untaken();
        telemetry.close();
        if (context.getExecutionException().isEmpty()) {
            assertThat(left).as("spans that nobody has taken").isEmpty();
        }
    }
}
