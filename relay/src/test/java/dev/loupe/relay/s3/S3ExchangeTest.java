package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.fixture.Response;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import dev.loupe.relay.http.RelayError.Kind;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a span says about an exchange. */
class S3ExchangeTest {
    private static final Head GET =
            Head.of("GET /rings/gold/solitaire%20%D0%96.stl").with("host", "proxy:9000");
    private static final Head PUT = Head.of("PUT /rings/gold/solitaire.stl").with("content-length", "84");
    private static final Response OK =
            Response.of(200).with("x-amz-request-id", "4442587FB7D0A2F9").with("x-amz-id-2", "MTIzNA==");
    private static final String NO_SUCH_KEY =
            "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><RequestId>44425877</RequestId></Error>";

    private final Observed observed = new Observed();

    @AfterEach
    void close() {
        observed.close();
    }

    private <T> T attribute(AttributeKey<T> key) {
        return observed.span().getAttributes().get(key);
    }

    @Nested
    class Wholes {
        @Test
        void read_saysWhatWasReadAndWhoseTimeItWas() {
            observed.client(GET)
                    .hasNoBody()
                    .after(1)
                    .reachesStore()
                    .after(2)
                    .storeAnswers(OK.with("content-length", "300"))
                    .after(3)
                    .storeSends(300)
                    .clientStopsReading()
                    .after(5)
                    .clientReadsOn()
                    .isWhole();

            SpanData span = observed.span();
            assertThat(span.getName()).isEqualTo("GetObject");
            assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
            assertThat(span.getStatus()).isEqualTo(StatusData.unset());
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            assertThat(attribute(Names.FILE_NAME)).isEqualTo("gold/solitaire Ж.stl");
            assertThat(attribute(Names.S3_KEY)).isEqualTo("gold/solitaire Ж.stl");
            assertThat(attribute(Names.S3_BUCKET)).isEqualTo("rings");
            assertThat(attribute(Names.FILE_SIZE_BYTES)).isEqualTo(300);
            assertThat(attribute(Names.HTTP_RESPONSE_BODY_SIZE)).isEqualTo(300);
            assertThat(attribute(Names.HTTP_REQUEST_BODY_SIZE)).isZero();
            assertThat(attribute(Names.S3_BEFORE_STORE)).isEqualTo(1.0);
            assertThat(attribute(Names.S3_FIRST_BYTE)).isEqualTo(2.0);
            assertThat(attribute(Names.STORAGE_READ_TIME)).isEqualTo(5.0);
            assertThat(attribute(Names.S3_CLIENT_STALL)).isEqualTo(5.0);
            assertThat(attribute(Names.STORAGE_WRITE_TIME)).isNull();
            assertThat(attribute(Names.HTTP_METHOD)).isEqualTo("GET");
            assertThat(attribute(Names.HTTP_STATUS)).isEqualTo(200);
            assertThat(attribute(Names.URL_SCHEME)).isEqualTo("http");
            assertThat(attribute(Names.SERVER_ADDRESS)).isEqualTo("store.internal");
            assertThat(attribute(Names.SERVER_PORT)).isEqualTo(9001);
            assertThat(attribute(Names.RPC_SYSTEM)).isEqualTo("aws-api");
            assertThat(attribute(Names.RPC_SERVICE)).isEqualTo("S3");
            assertThat(attribute(Names.RPC_METHOD)).isEqualTo("GetObject");
            assertThat(attribute(Names.AWS_REQUEST_ID)).isEqualTo("4442587FB7D0A2F9");
            assertThat(attribute(Names.AWS_EXTENDED_REQUEST_ID)).isEqualTo("MTIzNA==");
            assertThat(attribute(Names.ERROR_TYPE)).isNull();
            assertThat(attribute(Names.RETRIES)).isNull();
            assertThat(attribute(Names.BROKEN_BY)).isNull();
        }

        @Test
        void write_saysWhatWasWrittenAndWhoseTimeItWas() {
            observed.client(PUT)
                    .reachesStore()
                    .after(4)
                    .sends(84)
                    .hasSentAll()
                    .after(2)
                    .storeAnswers(OK)
                    .isWhole();

            assertThat(observed.span().getName()).isEqualTo("PutObject");
            assertThat(attribute(Names.FILE_SIZE_BYTES)).isEqualTo(84);
            assertThat(attribute(Names.HTTP_REQUEST_BODY_SIZE)).isEqualTo(84);
            assertThat(attribute(Names.STORAGE_WRITE_TIME)).isEqualTo(2.0);
            assertThat(attribute(Names.S3_CLIENT_STALL)).isEqualTo(4.0);
            assertThat(attribute(Names.STORAGE_READ_TIME)).isNull();
        }

        @Test
        void part_saysWhichAndNotTheSizeOfTheWhole() {
            observed.client(Head.of("PUT /rings/a.stl?partNumber=3&uploadId=u").with("content-length", "84"))
                    .reachesStore()
                    .sends(84)
                    .hasSentAll()
                    .storeAnswers(OK)
                    .isWhole();

            assertThat(observed.span().getName()).isEqualTo("UploadPart");
            assertThat(attribute(Names.S3_PART_NUMBER)).isEqualTo(3);
            assertThat(attribute(Names.FILE_SIZE_BYTES)).isNull();
            assertThat(attribute(Names.STORAGE_WRITE_TIME)).isNotNull();
        }

        @Test
        void list_hasNoFile() {
            observed.client(Head.of("GET /rings?list-type=2&prefix=gold"))
                    .hasNoBody()
                    .reachesStore()
                    .storeAnswers(OK.with("content-length", "900"))
                    .storeSends(900)
                    .isWhole();

            assertThat(observed.span().getName()).isEqualTo("ListObjectsV2");
            assertThat(attribute(Names.S3_BUCKET)).isEqualTo("rings");
            assertThat(attribute(Names.FILE_NAME)).isNull();
            assertThat(attribute(Names.FILE_SIZE_BYTES)).isNull();
            assertThat(attribute(Names.STORAGE_READ_TIME)).isNull();
            assertThat(attribute(Names.S3_STORE_TIME)).isNotNull();
        }

        @Test
        void requestThatWasSentAgain_saysHowOften() {
            observed.client(GET)
                    .hasNoBody()
                    .reachesStore(1)
                    .after(3)
                    .reachesStore(2)
                    .after(1)
                    .storeAnswers(OK)
                    .isWhole();

            assertThat(attribute(Names.RETRIES)).isEqualTo(1);
            assertThat(attribute(Names.S3_BEFORE_STORE)).isEqualTo(3.0);
            assertThat(attribute(Names.STORAGE_READ_TIME)).isEqualTo(1.0);
        }

        @Test
        void methodThatNobodyKnows_isOther() {
            observed.client(Head.of("BREW /rings"))
                    .hasNoBody()
                    .reachesStore()
                    .storeAnswers(Response.of(405))
                    .isWhole();

            assertThat(attribute(Names.HTTP_METHOD)).isEqualTo("_OTHER");
            assertThat(observed.span().getName()).isEqualTo("S3 _OTHER");
        }
    }

    @Nested
    class Callers {
        private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

        @Test
        void validCaller_isTheParentAndItsFlagGoesOn() {
            var exchange = observed.client(GET.with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00"))
                    .hasNoBody()
                    .reachesStore()
                    .storeAnswers(OK);
            exchange.isWhole();

            SpanData span = observed.span();
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
            assertThat(exchange.observer().traceFields().traceparent())
                    .isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-00");
            assertThat(exchange.observer().traceFields().dropTracestate()).isFalse();
            assertThat(exchange.observer().requestId()).isEqualTo(TRACE);
        }

        @Test
        void invalidCaller_isNoParentAndItsStateGoes() {
            var exchange = observed.client(GET.with("traceparent", "00-" + TRACE + "-0000000000000000-01")
                            .with("tracestate", "shop=1"))
                    .hasNoBody()
                    .reachesStore()
                    .storeAnswers(OK);
            exchange.isWhole();

            assertThat(observed.span().getTraceId()).isNotEqualTo(TRACE);
            assertThat(exchange.observer().traceFields().dropTracestate()).isTrue();
        }
    }

    @Nested
    class Failures {
        @Test
        void clientError_isFoundByItsCodeButIsNoFailure() {
            observed.client(GET)
                    .hasNoBody()
                    .reachesStore()
                    .storeAnswers(Response.of(404))
                    .storeSends(NO_SUCH_KEY)
                    .isWhole();

            assertThat(observed.span().getStatus()).isEqualTo(StatusData.unset());
            assertThat(attribute(Names.HTTP_STATUS)).isEqualTo(404);
            assertThat(attribute(Names.S3_ERROR_CODE)).isEqualTo("NoSuchKey");
            assertThat(attribute(Names.ERROR_TYPE)).isEqualTo("NoSuchKey");
            assertThat(attribute(Names.AWS_REQUEST_ID)).isEqualTo("44425877");
            assertThat(attribute(Names.FILE_SIZE_BYTES)).isNull();
            assertThat(attribute(Names.STORAGE_READ_TIME)).isNull();
        }

        @Test
        void clientErrorWithoutBody_hasItsStatusAsType() {
            observed.client(Head.of("HEAD /rings/a.stl"))
                    .hasNoBody()
                    .reachesStore()
                    .storeAnswers(Response.of(403))
                    .isWhole();

            assertThat(observed.span().getStatus()).isEqualTo(StatusData.unset());
            assertThat(attribute(Names.ERROR_TYPE)).isEqualTo("403");
            assertThat(attribute(Names.S3_ERROR_CODE)).isNull();
        }

        @Test
        void notModified_isNoErrorAtAll() {
            observed.client(GET)
                    .hasNoBody()
                    .reachesStore()
                    .storeAnswers(Response.of(304).with("content-length", "300"))
                    .isWhole();

            assertThat(observed.span().getStatus()).isEqualTo(StatusData.unset());
            assertThat(attribute(Names.ERROR_TYPE)).isNull();
            assertThat(attribute(Names.FILE_SIZE_BYTES)).isNull();
            assertThat(attribute(Names.STORAGE_READ_TIME)).isNull();
        }

        @Test
        void serverError_isAFailure() {
            observed.client(GET)
                    .hasNoBody()
                    .reachesStore()
                    .storeAnswers(Response.of(503))
                    .storeSends("<Error><Code>SlowDown</Code></Error>")
                    .isWhole();

            assertThat(observed.span().getStatus())
                    .isEqualTo(StatusData.create(StatusCode.ERROR, "the store answered 503 SlowDown"));
            assertThat(attribute(Names.ERROR_TYPE)).isEqualTo("SlowDown");
        }

        @ParameterizedTest
        @CsvSource({
            "CLIENT, CLOSED, client, broken by the client (closed) after 200 bytes",
            "UPSTREAM, MALFORMED, store, broken by the store (malformed) after 200 bytes",
            "PROXY, SHUTDOWN, proxy, broken by the proxy (shutdown) after 200 bytes"
        })
        void brokenRead_saysWhoBrokeItAndAfterHowMuch(Side by, Cause cause, String side, String description) {
            observed.client(GET)
                    .hasNoBody()
                    .reachesStore()
                    .storeAnswers(OK.with("content-length", "300"))
                    .storeSends(200)
                    .breaks(by, cause, 0, 200);

            assertThat(observed.span().getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, description));
            assertThat(attribute(Names.BROKEN_BY)).isEqualTo(side);
            assertThat(attribute(Names.BROKEN_AFTER_BYTES)).isEqualTo(200);
            assertThat(attribute(Names.ERROR_TYPE)).isEqualTo("broken_by_" + side);
            assertThat(attribute(Names.HTTP_STATUS)).isEqualTo(200);
            assertThat(attribute(Names.STORAGE_READ_TIME))
                    .as("no time of a whole read")
                    .isNull();
            assertThat(attribute(Names.FILE_SIZE_BYTES))
                    .as("of the whole file all the same")
                    .isEqualTo(300);
        }

        @Test
        void brokenUpload_hasNoStatusThatNobodySaw() {
            observed.client(PUT).reachesStore().sends(40).after(9).breaks(Side.CLIENT, Cause.CLOSED, 40, 0);

            assertThat(attribute(Names.HTTP_STATUS)).isNull();
            assertThat(attribute(Names.BROKEN_AFTER_BYTES)).isEqualTo(40);
            assertThat(attribute(Names.HTTP_REQUEST_BODY_SIZE)).isEqualTo(40);
            assertThat(attribute(Names.S3_CLIENT_STALL)).isEqualTo(9.0);
            assertThat(attribute(Names.STORAGE_WRITE_TIME)).isNull();
        }

        @Test
        void answerInTheStoresPlace_isAFailureThatNamesItsClass() {
            observed.client(GET).hasNoBody().isAnswered(Kind.UPSTREAM_UNREACHABLE, 502);

            assertThat(observed.span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(attribute(Names.HTTP_STATUS)).isEqualTo(502);
            assertThat(attribute(Names.ERROR_TYPE)).isEqualTo("upstream_unreachable");
            assertThat(attribute(Names.S3_ERROR_CODE)).isEqualTo("BadGateway");
            assertThat(attribute(Names.S3_STORE_TIME))
                    .as("no time at the store")
                    .isNull();
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 206, 404})
        void everyExchange_leavesNothingInFlight(int status) {
            var exchange = observed.client(GET).hasNoBody().reachesStore();
            assertThat(observed.telemetry().live().runningCount()).isOne();

            exchange.storeAnswers(Response.of(status)).isWhole();

            assertThat(observed.telemetry().live().runningCount()).isZero();
        }
    }

    @Test
    void bytesThatComeInPieces_areCountedOnceAmongTheLiveFigures() {
        try (Observed observed = new Observed()) {
            observed.client(Head.of("GET /rings/a.stl"))
                    .reachesStore()
                    .storeAnswers(Response.of(200))
                    .storeSends(10)
                    .storeSends(10)
                    .storeSends(10)
                    .isWhole();

            assertThat(observed.telemetry().live().lastMinute())
                    .singleElement()
                    .satisfies(figures -> assertThat(figures.bytes()).isEqualTo(30));
        }
    }
}
