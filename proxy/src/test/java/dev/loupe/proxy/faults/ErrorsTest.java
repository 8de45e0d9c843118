package dev.loupe.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.loupe.proxy.fixture.RunningProxy;
import dev.loupe.proxy.fixture.Sdk;
import dev.loupe.proxy.fixture.SignedStore;
import dev.loupe.telemetry.Names;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the AWS SDK makes of the answers that the proxy gives in the store's place. */
class ErrorsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void storeThatTakesNoConnection_is502WithTheTracesId() throws Exception {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = endpoint(closed);
        }
        try (RunningProxy proxy = RunningProxy.before(nobody, "telemetry.keep.policy=all");
                S3Client client = Sdk.impatient(proxy.endpoint())) {
            S3Exception refused = answer(client);

            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("BadGateway");
            assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("The upstream does not take connections.");
            SpanData span = span(proxy);
            assertThat(refused.requestId()).isEqualTo(span.getTraceId());
            assertThat(span.getAttributes().get(Names.HTTP_STATUS)).isEqualTo(502);
            assertThat(span.getAttributes().get(Names.ERROR_TYPE)).isEqualTo("upstream_unreachable");

            S3Exception toHead = catchThrowableOfType(
                    S3Exception.class,
                    () -> client.headObject(b -> b.bucket("rings").key("a.stl")));
            assertThat(toHead.statusCode()).isEqualTo(502);
            assertThat(toHead.requestId()).isEqualTo(span(proxy).getTraceId());
        }
    }

    @Test
    void storeThatNeverAnswers_is504WithTheTracesId() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RunningProxy proxy = RunningProxy.before(
                        endpoint(silent), "telemetry.keep.policy=all", "upstream.responseTimeout=200ms");
                S3Client client = Sdk.impatient(proxy.endpoint())) {
            S3Exception late = answer(client);

            assertThat(late.statusCode()).isEqualTo(504);
            assertThat(late.awsErrorDetails().errorCode()).isEqualTo("GatewayTimeout");
            assertThat(late.requestId()).isEqualTo(span(proxy).getTraceId());
            assertThat(proxy.inFlight()).isZero();
        }
    }

    @Test
    void moreRequestsThanMayWait_areToldToSlowDownAndTheSdkTriesAgain() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RunningProxy proxy = RunningProxy.before(
                        endpoint(silent),
                        "telemetry.keep.policy=all",
                        "threads=1",
                        "upstream.maxConnections=1",
                        "upstream.maxWaiting=0");
                S3Client patient = Sdk.client(proxy.endpoint());
                S3Client impatient = Sdk.impatient(proxy.endpoint())) {
            CompletableFuture<Void> first = CompletableFuture.runAsync(patient::listBuckets);
            try (Socket held = silent.accept()) {
                S3Exception shed = answer(impatient);
                HttpResponse<String> raw = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(proxy.endpoint().resolve("/rings"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());

                assertThat(shed.statusCode()).isEqualTo(503);
                assertThat(shed.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
                assertThat(shed.isThrottlingException()).isTrue();
                assertThat(raw.statusCode()).isEqualTo(503);
                assertThat(raw.headers().firstValue("retry-after")).hasValue("1");
                assertThat(raw.headers().firstValue("x-amz-request-id"))
                        .hasValue(span(proxy).getTraceId());
                answers(held);
            }
            first.join();
        }
    }

    private static void answers(Socket request) throws Exception {
        String body = "<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>";
        request.getOutputStream()
                .write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void moreConnectionsThanAllowed_areShedUntilThereIsRoom() throws Exception {
        try (SignedStore store = SignedStore.start();
                RunningProxy proxy = RunningProxy.before(store.endpoint(), "listen.maxConnections=1");
                S3Client patient = Sdk.client(proxy.endpoint())) {
            CompletableFuture<Integer> buckets;
            try (Socket idle = new Socket(
                    InetAddress.getLoopbackAddress(), proxy.endpoint().getPort())) {
                assertThat(idle.isConnected()).isTrue();
                buckets = CompletableFuture.supplyAsync(
                        () -> patient.listBuckets().buckets().size());
                await("a client being shed")
                        .atMost(PATIENCE)
                        .until(() -> proxy.metric("loupe_relay_refused_total{reason=\"saturated\"}") > 0);
            }

            assertThat(buckets.join()).as("after it tried again").isZero();
        }
    }

    private static URI endpoint(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static S3Exception answer(S3Client client) {
        return catchThrowableOfType(
                S3Exception.class,
                () -> client.getObjectAsBytes(b -> b.bucket("rings").key("a.stl")));
    }

    /** The newest, once it is there: a client has its answer a moment earlier. */
    private static SpanData span(RunningProxy proxy) {
        await("the request's end")
                .atMost(PATIENCE)
                .until(() -> proxy.telemetry().recentTraces().newestFirst().size()
                        == proxy.metric("http_server_request_duration_seconds_count"));
        return proxy.telemetry().recentTraces().newestFirst().get(0).spans().get(0);
    }
}
