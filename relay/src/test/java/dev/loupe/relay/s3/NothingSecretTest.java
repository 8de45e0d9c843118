package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.fixture.Response;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import dev.loupe.relay.http.RelayError.Kind;
import dev.loupe.telemetry.fixture.CapturedLog;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets stand wherever a request can carry one; none is found in spans, metrics, logs or the live figures. */
class NothingSecretTest {
    private static final String MARK = "5ecret";

    private static Head planted(String method) {
        return Head.of(method + " /rings/a.stl?partNumber=3&uploadId=" + MARK + "&prefix=" + MARK
                        + "&X-Amz-Credential=" + MARK + "&X-Amz-Signature=" + MARK + "&X-Amz-Security-Token=" + MARK
                        + "&AWSAccessKeyId=" + MARK + "&Signature=" + MARK + "&" + MARK + "&versionId=" + MARK)
                .with("host", "proxy:9000")
                .with(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=" + MARK + "/x, SignedHeaders=host, Signature=" + MARK)
                .with("x-amz-security-token", MARK)
                .with("x-amz-meta-customer", MARK)
                .with("x-amz-server-side-encryption-customer-key", MARK)
                .with("x-amz-tagging", "name=" + MARK)
                .with("x-amz-copy-source", "/other/" + MARK + "?versionId=" + MARK)
                .with("cookie", MARK)
                .with("user-agent", MARK)
                .with("referer", "http://shop/" + MARK)
                .with("tracestate", "shop=" + MARK)
                .with("baggage", "customer=" + MARK)
                .with("content-length", "84");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "POST", "DELETE", MARK})
    void secret_isNowhere(String method) {
        try (CapturedLog log = CapturedLog.of("dev.loupe");
                Observed observed = new Observed()) {
            observed.client(planted(method))
                    .sends(84)
                    .hasSentAll()
                    .reachesStore()
                    .storeAnswers(
                            Response.of(200).with("x-amz-meta-customer", MARK).with("set-cookie", MARK))
                    .storeSends(MARK)
                    .isWhole();
            observed.client(planted(method))
                    .reachesStore()
                    .storeAnswers(Response.of(403).with("location", "http://x/?" + MARK))
                    .storeSends("<Error><Code>SignatureDoesNotMatch</Code><StringToSign>" + MARK
                            + "</StringToSign><SignatureProvided>" + MARK + "</SignatureProvided></Error>")
                    .isWhole();
            observed.client(planted(method)).reachesStore().sends(3).breaks(Side.CLIENT, Cause.CLOSED, 3, 0);
            observed.client(planted(method)).isAnswered(Kind.UPSTREAM_TIMEOUT, 504);
            observed.client(planted(method)).sends(1);
            observed.path().lost(new IllegalStateException("could not read " + MARK));

            assertThat(observed.spans()).hasSize(4);
            assertThat(log.lines()).hasSize(3);
            assertThat(everythingThatIsSaid(observed, log)).noneMatch(text -> text.contains(MARK));
        }
    }

    @Test
    void nameThatTheRulesHide_isNowhere() {
        try (CapturedLog log = CapturedLog.of("dev.loupe");
                Observed observed =
                        new Observed(Observed.EVERYTHING, new FileNames(FileNames.Mode.HIDDEN, List.of()))) {
            observed.client(Head.of("GET /rings/" + MARK + ".stl"))
                    .reachesStore()
                    .breaks(Side.CLIENT, Cause.CLOSED, 0, 0);

            assertThat(observed.spans()).hasSize(1);
            assertThat(everythingThatIsSaid(observed, log)).noneMatch(text -> text.contains(MARK));
        }
    }

    private static List<String> everythingThatIsSaid(Observed observed, CapturedLog log) {
        return List.of(
                lower(observed.spans()),
                lower(observed.metrics()),
                lower(log.lines()),
                lower(observed.telemetry().live().running(100)),
                lower(observed.telemetry().live().slowest(100)),
                lower(observed.telemetry().live().lastMinute()));
    }

    private static String lower(Object said) {
        return said.toString().toLowerCase(Locale.ROOT);
    }
}
