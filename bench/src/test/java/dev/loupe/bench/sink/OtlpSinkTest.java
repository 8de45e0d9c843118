package dev.loupe.bench.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class OtlpSinkTest {

    /** resource_spans { resource: {}, scope_spans { span, span } }, resource_spans { scope_spans { span } }. */
    private static final byte[] THREE_SPANS = {
        0x0a, 0x0c, 0x0a, 0x00, 0x12, 0x08, 0x12, 0x02, 0x30, 0x01, 0x12, 0x02, 0x0a, 0x00, //
        0x0a, 0x04, 0x12, 0x02, 0x12, 0x00
    };

    @Test
    void nestedSpans_areCounted() {
        assertThat(SpanCount.of(ByteBuffer.wrap(THREE_SPANS), span -> {})).isEqualTo(3);
        assertThat(SpanCount.of(ByteBuffer.allocate(0), span -> {})).isZero();
    }

    @Test
    void otherFieldsOfEachWireType_areSkipped() {
        byte[] others = {0x18, (byte) 0x80, 0x01, 0x21, 1, 2, 3, 4, 5, 6, 7, 8, 0x2d, 1, 2, 3, 4, 0x32, 0x01, 9};

        assertThat(SpanCount.of(ByteBuffer.wrap(others), span -> {})).isZero();
    }

    @Test
    void bytesThatAreNoMessage_areRefused() {
        assertThatThrownBy(() -> SpanCount.of(ByteBuffer.wrap(new byte[] {0x0a, 0x05, 1}), span -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SpanCount.of(ByteBuffer.wrap(new byte[] {0x0f}), span -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SpanCount.of(ByteBuffer.wrap(new byte[] {(byte) 0x80}), span -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exporterSendsPlainAndZipped_bothAreCounted() throws Exception {
        try (OtlpSink sink = new OtlpSink()) {
            assertThat(send(sink, "/v1/traces", THREE_SPANS, "identity")).isEqualTo(200);
            assertThat(send(sink, "/v1/traces", zipped(THREE_SPANS), "gzip")).isEqualTo(200);
            assertThat(send(sink, "/v1/metrics", THREE_SPANS, "identity")).isEqualTo(200);

            assertThat(sink.spans()).isEqualTo(6);
        }
    }

    @Test
    void nonsenseArrives_isRefused() throws Exception {
        try (OtlpSink sink = new OtlpSink()) {
            assertThat(send(sink, "/v1/traces", new byte[] {0x0f}, "identity")).isEqualTo(400);
            assertThat(sink.spans()).isZero();
        }
    }

    private static int send(OtlpSink sink, String path, byte[] body, String encoding)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sink.endpoint() + path))
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }
}
