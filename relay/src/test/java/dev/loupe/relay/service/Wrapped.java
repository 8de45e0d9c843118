package dev.loupe.relay.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loupe.relay.correlation.CorrelationSettings;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.fixture.Response;
import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.ExchangeObserver;
import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import dev.loupe.relay.http.HttpPath;
import dev.loupe.relay.http.RelayError;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.relay.service.key.Extractor;
import dev.loupe.relay.service.key.KeySource;
import dev.loupe.relay.service.route.Routes;
import dev.loupe.relay.trace.HeaderFormat;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import io.netty.buffer.Unpooled;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A wrapped MES with a clock of its own and real telemetry behind it; its paths are told what the relay tells them. */
final class Wrapped implements AutoCloseable {
    static final String ORDER = "10234";

    private static final List<String> ROUTES =
            List.of("/orders/{order}", "POST /orders", "PUT /orders/{order}/price", "GET /events", "/health");

    private final AtomicLong nanos = new AtomicLong(1);
    private final Telemetry telemetry;
    private final WrappedService service;
    private final List<Happening> began = new ArrayList<>();
    private final List<Happening> ended = new ArrayList<>();
    private final HttpPath inbound;
    private final HttpPath outbound;
    private final Setup setup;

    /** What a test changes where it matters. */
    static final class Setup {
        List<Extractor> keys = List.of(
                extractor("operator", "header x-operator"),
                extractor("order", "header x-order"),
                extractor("order", "request /order/id"),
                new Extractor("order", KeySource.parse("response /id"), "POST /orders"));
        List<Extractor> outboundKeys =
                List.of(extractor("order", "header x-order"), extractor("order", "request /order/id"));
        boolean publicEdge;
        List<String> trusted = List.of();
        Set<HeaderFormat> formats = Set.of();
        List<String> exclusions = List.of("GET /health");
        List<String> outboundExclusions = List.of("GET /ping");
        boolean background;
        boolean propagates = true;
        Settings.Policy policy = Settings.Policy.ALL;
        boolean trustCaller;
        Peer peer = new Peer.Fixed("crm", "crm.internal", 8081);
    }

    static Extractor extractor(String kind, String source) {
        return new Extractor(kind, KeySource.parse(source));
    }

    Wrapped() {
        this(new Setup());
    }

    Wrapped(Setup setup) {
        this.setup = setup;
        Settings defaults = Settings.defaults();
        Settings.Keep keep = new Settings.Keep(
                setup.policy,
                1_000_000,
                Duration.ofDays(1),
                Map.of(),
                setup.trustCaller,
                100,
                Duration.ofMinutes(1),
                1_000);
        Settings.Privacy privacy =
                new Settings.Privacy(Map.of("1", "a key for the tests"), Optional.of(1), Optional.empty(), List.of());
        telemetry = Telemetry.start(
                new Settings(keep, defaults.export(), defaults.recent(), defaults.log(), defaults.metrics(), privacy),
                Map.of(),
                "mes-adapter");
        service = new WrappedService(
                "mes-api",
                new ServiceSettings(Set.of("order", "operator", "customer")),
                telemetry,
                new ServiceRequests(CorrelationSettings.defaults(), nanos::get),
                new JourneyListener() {
                    @Override
                    public void began(Happening happening) {
                        began.add(happening);
                    }

                    @Override
                    public void ended(Happening happening) {
                        ended.add(happening);
                    }
                },
                nanos::get);
        inbound = service.inbound(new InboundSettings(
                Routes.of("routes", ROUTES, 10),
                setup.keys,
                setup.publicEdge,
                Networks.of("trusted", setup.trusted),
                setup.formats,
                Routes.of("exclusions", setup.exclusions, 0),
                "mes.internal",
                8080));
        outbound = service.outbound(outboundSettings());
    }

    OutboundSettings outboundSettings() {
        return new OutboundSettings(
                setup.peer,
                Routes.of("routes", ROUTES, 10),
                setup.outboundKeys,
                setup.background,
                setup.propagates,
                setup.formats,
                Routes.of("exclusions", setup.outboundExclusions, 0));
    }

    /** A request to the service. */
    Exchanged request(Head head) {
        return request(head, "192.0.2.1");
    }

    Exchanged request(Head head, String client) {
        try {
            return new Exchanged(
                    inbound.begin(head, new HttpPath.Connection("http", InetAddress.getByName(client), "1.1")));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A call by the service, of which the relay has the head. */
    Exchanged call(Head head) {
        return new Exchanged(outbound.begin(head, new HttpPath.Connection("http", null, "1.1")));
    }

    WrappedService service() {
        return service;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    HttpPath inbound() {
        return inbound;
    }

    HttpPath outbound() {
        return outbound;
    }

    List<Happening> began() {
        return began;
    }

    List<Happening> ended() {
        return ended;
    }

    String pseudonym(String kind, String value) {
        return telemetry.pseudonyms().of(kind, value);
    }

    List<SpanData> spans() {
        return telemetry.recentTraces().newestFirst().stream()
                .flatMap(trace -> trace.spans().stream())
                .toList();
    }

    /** The only span of a kind that was kept. */
    SpanData span(SpanKind kind) {
        List<SpanData> spans =
                spans().stream().filter(span -> span.getKind() == kind).toList();
        if (spans.size() != 1) {
            throw new AssertionError("one span was expected, not " + spans);
        }
        return spans.get(0);
    }

    SpanData server() {
        return span(SpanKind.SERVER);
    }

    SpanData client() {
        return span(SpanKind.CLIENT);
    }

    /** All metrics in the OpenMetrics form. */
    String metrics() {
        return new String(
                telemetry
                        .prometheus("application/openmetrics-text; version=1.0.0")
                        .body(),
                UTF_8);
    }

    @Override
    public void close() {
        telemetry.close();
    }

    /** One exchange; each call is something that happens to it. */
    final class Exchanged {
        private final ExchangeObserver observer;
        private TraceFields fields;

        private Exchanged(ExchangeObserver observer) {
            this.observer = observer;
        }

        ExchangeObserver observer() {
            return observer;
        }

        /** What the upstream is sent, once the head has gone. */
        TraceFields fields() {
            return fields;
        }

        /** The head goes, without a body. */
        Exchanged goes() {
            observer.requestEnded();
            fields = observer.traceFields();
            observer.upstreamStarted(1);
            return this;
        }

        /** The body comes in runs, as the relay tells of it: the head goes when it is no longer held. */
        Exchanged sends(String... runs) {
            boolean gone = false;
            for (String run : runs) {
                if (!gone && !observer.holdsHead()) {
                    fields = observer.traceFields();
                    observer.upstreamStarted(1);
                    gone = true;
                }
                byte[] bytes = run.getBytes(UTF_8);
                boolean wanted = observer.wantsRequestContent();
                observer.requestContent(bytes.length, wanted ? Unpooled.wrappedBuffer(bytes) : null);
            }
            if (!gone) {
                observer.requestEnded();
                fields = observer.traceFields();
                observer.upstreamStarted(1);
            } else {
                observer.requestEnded();
            }
            return this;
        }

        Exchanged isAnswered(int status) {
            return isAnswered(Response.of(status), "");
        }

        Exchanged isAnswered(Response response, String body) {
            observer.responseStarted(response);
            byte[] bytes = body.getBytes(UTF_8);
            observer.responseContent(
                    bytes.length, observer.wantsResponseContent() ? Unpooled.wrappedBuffer(bytes) : null);
            return this;
        }

        void isWhole() {
            observer.responseEnded();
            observer.ended(ExchangeEnd.Whole.INSTANCE);
        }

        void breaks(ExchangeEnd.Side by) {
            observer.ended(new ExchangeEnd.Broken(by, ExchangeEnd.Cause.CLOSED, 0, 3));
        }

        void isAnsweredByTheRelay(RelayError.Kind kind, int status) {
            observer.ended(new ExchangeEnd.Answered(new RelayError(kind, status, "the relay had to answer")));
        }

        Exchanged after(int seconds) {
            nanos.addAndGet(seconds * 1_000_000_000L);
            return this;
        }
    }
}
