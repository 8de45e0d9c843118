package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.http.HttpPath.ErrorBody;
import dev.loupe.relay.http.RelayError;
import dev.loupe.relay.http.RelayError.Kind;
import dev.loupe.relay.http.codec.Fault;
import java.io.StringReader;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class S3ErrorsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @CsvSource({
        "REQUEST_TIMEOUT, 408, RequestTimeout",
        "UPSTREAM_UNREACHABLE, 502, BadGateway",
        "UPSTREAM_BROKEN, 502, BadGateway",
        "UPSTREAM_TIMEOUT, 504, GatewayTimeout",
        "SATURATED, 503, SlowDown",
        "MALFORMED, 400, BadRequest",
        "MALFORMED, 414, RequestURITooLong",
        "MALFORMED, 431, RequestHeaderSectionTooLarge",
        "MALFORMED, 505, HttpVersionNotSupported"
    })
    void answer_isWhatS3ClientsRead(Kind kind, int status, String code) throws Exception {
        ErrorBody body = S3Errors.body(new RelayError(kind, status, "something is wrong"), TRACE);

        Element error = parsed(body.body());
        assertThat(error.getTagName()).isEqualTo("Error");
        assertThat(text(error, "Code")).isEqualTo(code);
        assertThat(text(error, "Message")).isEqualTo("Something is wrong.");
        assertThat(text(error, "RequestId")).isEqualTo(TRACE);
        assertThat(body.contentType()).isEqualTo("application/xml");
        assertThat(body.requestIdField()).isEqualTo("x-amz-request-id");
    }

    static Stream<Fault> faults() {
        return Stream.of(Fault.values());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultOfTheDecoder_givesWellFormedXml(Fault fault) throws Exception {
        Element error = parsed(S3Errors.body(RelayError.malformed(fault), TRACE).body());

        assertThat(text(error, "Code")).isNotBlank();
        assertThat(text(error, "Message")).isNotBlank();
    }

    private static Element parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static String text(Element error, String name) {
        return error.getElementsByTagName(name).item(0).getTextContent();
    }
}
