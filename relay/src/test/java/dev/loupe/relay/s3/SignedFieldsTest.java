package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedFieldsTest {
    private static final String VERSION_4 = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu/s3/aws4_request,"
            + " SignedHeaders=host;traceparent;x-amz-date, Signature=fe5f80f77d5fa3beca038a248ff027";

    private static Head traced(String requestLine) {
        return Head.of(requestLine).with("traceparent", "00-a-b-01").with("te", "trailers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                VERSION_4,
                "AWS4-HMAC-SHA256 Credential=a/b/c/s3/aws4_request,SignedHeaders=traceparent;host,Signature=f",
                "AWS4-HMAC-SHA256 SignedHeaders=host;traceparent",
                "AWS4-ECDSA-P256-SHA256 Credential=a, SignedHeaders=host;TraceParent, Signature=f"
            })
    void fieldInTheList_isCovered(String authorization) {
        Head request = traced("PUT /rings/a.stl").with("authorization", authorization);

        assertThat(SignedFields.covers(request, "traceparent")).isTrue();
        assertThat(SignedFields.covers(request, "te")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host;x-traceparent;traceparent2, Signature=traceparent",
                "AWS4-HMAC-SHA256 Credential=traceparent, SignedHeaders=, Signature=f",
                "AWS AKIDEXAMPLE:traceparent",
                "Bearer traceparent",
                ""
            })
    void fieldOutsideTheList_isNotCovered(String authorization) {
        Head request = traced("PUT /rings/a.stl").with("authorization", authorization);

        assertThat(SignedFields.covers(request, "traceparent")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?X-Amz-SignedHeaders=host%3Btraceparent&X-Amz-Signature=f",
                "?X-Amz-Signature=f&X-Amz-SignedHeaders=traceparent%3bhost",
                "?x-amz-signedheaders=host;traceparent"
            })
    void presignedAddress_coversWhatItLists(String query) {
        Head request = traced("GET /rings/a.stl" + query);

        assertThat(SignedFields.covers(request, "traceparent")).isTrue();
        assertThat(SignedFields.covers(request, "te")).isFalse();
    }

    @Test
    void presignedAddress_doesNotCoverTheRest() {
        Head request = traced("GET /rings/a.stl?X-Amz-SignedHeaders=host&X-Amz-Signature=traceparent");

        assertThat(SignedFields.covers(request, "traceparent")).isFalse();
    }

    @Test
    void fieldThatIsNotThere_isNotCovered() {
        Head request = Head.of("PUT /rings/a.stl").with("authorization", VERSION_4);

        assertThat(SignedFields.covers(request, "traceparent")).isFalse();
    }

    @Test
    void unsignedRequest_coversNothing() {
        assertThat(SignedFields.covers(traced("GET /rings/SignedHeaders=traceparent"), "traceparent"))
                .isFalse();
    }
}
