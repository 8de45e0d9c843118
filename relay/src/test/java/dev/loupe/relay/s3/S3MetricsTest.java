package dev.loupe.relay.s3;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.fixture.Response;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import dev.loupe.relay.http.RelayError;
import dev.loupe.relay.http.RelayError.Kind;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.live.LiveOperations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is measured, with which labels, and which exemplars. */
class S3MetricsTest {
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Head GET = Head.of("GET /rings/a.stl");
    private static final Set<String> OURS = Set.of(
            "file_size_bytes",
            "storage_read_time_seconds",
            "storage_write_time_seconds",
            "http_server_request_duration_seconds",
            "http_client_request_duration_seconds",
            "loupe_s3_client_stall_seconds",
            "loupe_s3_first_byte_seconds",
            "loupe_relay_refused_total",
            "loupe_relay_bytes_total",
            "loupe_observer_lost_total");

    private final Observed observed = new Observed();

    @AfterEach
    void close() {
        observed.close();
    }

    @Test
    void wholeRead_isMeasuredByItsOperation() {
        read(GET, 200, 300);

        assertThat(lines("storage_read_time_seconds_sum{"))
                .singleElement()
                .asString()
                .endsWith("} 2.0");
        assertThat(lines("storage_read_time_seconds_count{"))
                .singleElement()
                .asString()
                .contains("operation=\"GetObject\"")
                .endsWith("} 1");
        assertThat(lines("file_size_bytes_sum{")).singleElement().asString().endsWith("} 300.0");
        assertThat(lines("http_server_request_duration_seconds_count{"))
                .singleElement()
                .asString()
                .contains("outcome=\"ok\"", "http_response_status_code=\"200\"", "http_request_method=\"GET\"");
        assertThat(lines("loupe_relay_bytes_total{"))
                .singleElement()
                .asString()
                .contains("direction=\"out\"")
                .endsWith("} 300.0");
        assertThat(lines("storage_write_time_seconds_count{")).isEmpty();
    }

    @Test
    void liveFigures_countEachByteOnce() {
        var exchange = observed.client(GET)
                .hasNoBody()
                .reachesStore()
                .storeAnswers(Response.of(200).with("content-length", "300"))
                .storeSends(200)
                .storeSends(100);
        LiveOperations live = observed.telemetry().live();
        assertThat(live.running(1))
                .extracting(LiveOperations.Running::movedBytes)
                .containsExactly(300L);

        exchange.isWhole();

        assertThat(live.lastMinute())
                .extracting(LiveOperations.OperationFigures::bytes)
                .containsExactly(300L);
    }

    @Test
    void brokenRead_isNoMeasurementOfTheStoresSpeed() {
        observed.client(GET)
                .hasNoBody()
                .reachesStore()
                .storeAnswers(Response.of(200).with("content-length", "300"))
                .storeSends(200)
                .breaks(Side.UPSTREAM, Cause.CLOSED, 0, 200);

        assertThat(lines("storage_read_time_seconds_count{")).isEmpty();
        assertThat(lines("file_size_bytes_count{")).isEmpty();
        assertThat(lines("http_server_request_duration_seconds_count{"))
                .singleElement()
                .asString()
                .contains("outcome=\"broken_by_store\"");
    }

    @Test
    void requestInFlight_isCounted() {
        var exchange = observed.client(GET).hasNoBody();
        assertThat(lines("http_server_active_requests"))
                .singleElement()
                .asString()
                .endsWith(" 1.0");

        exchange.reachesStore().storeAnswers(Response.of(200)).isWhole();

        assertThat(lines("http_server_active_requests"))
                .singleElement()
                .asString()
                .endsWith(" 0.0");
    }

    @Test
    void refusal_isCountedByItsClass() {
        observed.path().refused(new RelayError(Kind.SATURATED, 503, "too many"));
        observed.client(GET).hasNoBody().isAnswered(Kind.UPSTREAM_TIMEOUT, 504);

        assertThat(lines("loupe_relay_refused_total{"))
                .hasSize(2)
                .anyMatch(line -> line.contains("reason=\"saturated\""))
                .anyMatch(line -> line.contains("reason=\"upstream_timeout\""));
    }

    @Test
    void lostObserver_isCounted() {
        observed.path().lost(new IllegalStateException("a defect"));

        assertThat(lines("loupe_observer_lost_total{"))
                .singleElement()
                .asString()
                .contains("reason=\"observer_failed\"")
                .endsWith(" 1.0");
    }

    @Test
    void labels_comeFromClosedSetsWhateverIsAsked() {
        List<String> methods = List.of("GET", "PUT", "POST", "DELETE", "HEAD", "BREW", "get", "X-" + "Y".repeat(40));
        for (int i = 0; i < 300; i++) {
            String method = methods.get(i % methods.size());
            read(Head.of(method + " /bucket" + i + "/key" + i + "?marker" + i + "&list-type=" + i), 200 + i % 4, i);
        }
        Set<String> operations =
                S3Operation.all().stream().map(S3Operation::name).collect(toSet());

        Map<String, Set<String>> labels = labels();
        assertThat(labels.keySet())
                .isSubsetOf(
                        "le",
                        "operation",
                        "outcome",
                        "http_request_method",
                        "http_response_status_code",
                        "url_scheme",
                        "direction",
                        "reason",
                        "otel_scope_name");
        assertThat(operations).containsAll(labels.get("operation"));
        assertThat(labels.get("http_request_method"))
                .containsExactlyInAnyOrder("GET", "PUT", "POST", "DELETE", "HEAD", "_OTHER");
        assertThat(labels.get("outcome")).containsExactly("ok");
    }

    @Test
    void exemplar_leadsToAKeptTrace() {
        read(GET, 200, 300);

        assertThat(lines("storage_read_time_seconds_bucket{"))
                .anyMatch(line -> line.contains("trace_id=\"" + observed.span().getTraceId() + "\""));
    }

    @Test
    void droppedTrace_isNoExemplar() {
        Settings.Keep nothing = new Settings.Keep(
                Settings.Policy.SELECTIVE,
                1_000_000,
                Duration.ofDays(1),
                Map.of(),
                false,
                100,
                Duration.ofMinutes(1),
                1_000);
        try (Observed selective = new Observed(nothing, new FileNames(FileNames.Mode.PLAIN, List.of()))) {
            for (int i = 0; i < 20; i++) {
                selective
                        .client(GET)
                        .hasNoBody()
                        .reachesStore()
                        .storeAnswers(Response.of(200))
                        .isWhole();
            }
            selective.client(GET).hasNoBody().isAnswered(Kind.UPSTREAM_BROKEN, 502);

            Set<String> exemplars = Pattern.compile("trace_id=\"(\\w+)\"")
                    .matcher(selective.metrics())
                    .results()
                    .map(result -> result.group(1))
                    .collect(toSet());
            assertThat(exemplars).containsExactly(selective.span().getTraceId());
        }
    }

    private void read(Head request, int status, int bytes) {
        observed.client(request)
                .hasNoBody()
                .reachesStore()
                .after(2)
                .storeAnswers(Response.of(status).with("content-length", Integer.toString(bytes)))
                .storeSends(bytes)
                .isWhole();
    }

    private List<String> lines(String prefix) {
        return observed.metrics()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .toList();
    }

    private Map<String, Set<String>> labels() {
        Map<String, Set<String>> labels = new TreeMap<>();
        observed.metrics()
                .lines()
                .filter(line -> OURS.stream().anyMatch(line::startsWith))
                .map(line -> line.replaceFirst(" # .*", ""))
                .flatMap(line -> LABEL.matcher(line).results())
                .forEach(label -> labels.computeIfAbsent(label.group(1), name -> new TreeSet<>())
                        .add(label.group(2)));
        return labels;
    }
}
