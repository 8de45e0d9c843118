package dev.loupe.relay.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.fixture.Response;
import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.ExchangeObserver;
import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import dev.loupe.relay.http.HttpPath.Connection;
import dev.loupe.relay.s3.FileNames;
import dev.loupe.relay.s3.S3Hosts;
import dev.loupe.relay.s3.S3Path;
import dev.loupe.relay.s3.S3Settings;
import dev.loupe.telemetry.Names;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.semconv.ServiceAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A wrapped service that keeps its files in S3: the S3 path observes, correlation says what for. */
class S3CallsTest {
    private static TraceFields upload(Wrapped mes, Head head) {
        S3Path store = new S3Path(
                new S3Settings(
                        new S3Hosts(List.of()),
                        new FileNames(FileNames.Mode.PLAIN, List.of()),
                        true,
                        "store.internal",
                        9000),
                mes.telemetry(),
                mes.service().calls(mes.outboundSettings()),
                System::nanoTime);
        ExchangeObserver observer = store.begin(head, new Connection("http", null, "1.1"));
        TraceFields fields = observer.traceFields();
        observer.upstreamStarted(1);
        observer.responseStarted(Response.of(200));
        observer.responseEnded();
        observer.ended(ExchangeEnd.Whole.INSTANCE);
        return fields;
    }

    @Test
    void upload_isACallOfTheServiceForTheRequestWithItsKey() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("GET /orders/7")).goes();
            var request = mes.request(Head.of("GET /orders/10234")).goes();
            TraceFields fields = upload(mes, Head.of("PUT /models/ring.stl").with("x-order", "10234"));
            request.isAnswered(200).isWhole();

            SpanData span = mes.client();
            assertThat(span.getName()).isEqualTo("PutObject");
            assertThat(span.getResource().getAttribute(ServiceAttributes.SERVICE_NAME))
                    .isEqualTo("mes-api");
            assertThat(span.getParentSpanId()).isEqualTo(mes.server().getSpanId());
            assertThat(span.getAttributes().get(Names.CORRELATION)).isEqualTo("key");
            assertThat(span.getAttributes().get(Names.JOURNEY)).isEqualTo(mes.pseudonym("order", "10234"));
            assertThat(span.getAttributes().get(Names.PEER_SERVICE)).isEqualTo("crm");
            assertThat(span.getAttributes().get(Names.S3_BUCKET)).isEqualTo("models");
            assertThat(fields.traceparent()).contains(span.getSpanId());
        }
    }

    @Test
    void uploadForAnExcludedRequest_leavesNoSpan() {
        try (Wrapped mes = new Wrapped()) {
            mes.request(Head.of("GET /health")).goes();

            assertThat(upload(mes, Head.of("PUT /models/ring.stl"))).isNull();
            assertThat(mes.spans()).isEmpty();
        }
    }

    @Test
    void uploadByNobodyKnown_isATraceOfItsOwn() {
        try (Wrapped mes = new Wrapped()) {
            TraceFields fields = upload(mes, Head.of("PUT /models/ring.stl"));

            assertThat(mes.client().getAttributes().get(Names.CORRELATION)).isEqualTo("none");
            assertThat(fields.traceparent()).startsWith("00-" + mes.client().getTraceId());
        }
    }
}
