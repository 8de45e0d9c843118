package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.s3.S3Operation.Family;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link EveryOperationOfTheSdkTest} does not send: other clients' spellings, presigned URLs, unknown shapes. */
class S3OperationNamerTest {
    private static final S3Hosts PATH_STYLE_ONLY = new S3Hosts(List.of());

    @ParameterizedTest
    @CsvSource({
        "GET /rings/a.stl?versionId=3,                                            GetObject",
        "GET /rings/a.stl?partNumber=2,                                           GetObject",
        "GET /rings/a.stl?response-content-type=model%2Fstl&response-expires=,    GetObject",
        "GET /rings/a.stl?x-id=GetObject,                                         GetObject",
        "GET /rings/a.stl?x-id=DeleteObject,                                      GetObject",
        "GET /rings/a.stl?x-id=,                                                  GetObject",
        "GET /rings/a.stl?,                                                       GetObject",
        "GET /rings/a.stl?&&,                                                     GetObject",
        "GET /rings/a.stl?nocache=17,                                             GetObject",
        "HEAD /rings/a.stl?partNumber=1&versionId=3,                              HeadObject",
        "GET /rings//,                                                            GetObject",
        "GET /rings/,                                                             ListObjects",
        "GET /rings?prefix=&delimiter=%2F&marker=&max-keys=1000,                  ListObjects",
        "GET /rings/?list-type=2&prefix=&continuation-token=&fetch-owner=,        ListObjectsV2",
        "GET /rings?prefix=a&list-type=2,                                         ListObjectsV2",
        "GET /rings?versions=&prefix=&key-marker=,                                ListObjectVersions",
        "GET /rings?acl=,                                                         GetBucketAcl",
        "GET /rings?%61cl,                                                        GetBucketAcl",
        "GET /rings?id=nightly&inventory,                                         GetBucketInventoryConfiguration",
        "POST /rings/a.stl?uploads=,                                              CreateMultipartUpload",
        "POST /rings/a.stl?select&select-type=2,                                  SelectObjectContent",
        "PUT /rings/a.stl?x-id=UploadPart&uploadId=u&partNumber=1,                UploadPart",
        "POST /rings?delete=&x-id=DeleteObjects,                                  DeleteObjects",
        "GET /,                                                                   ListBuckets",
        "GET /?x-id=ListBuckets,                                                  ListBuckets",
        "GET http://store:9000/rings/a.stl?tagging,                               GetObjectTagging",
        "GET http://store:9000,                                                   ListBuckets",
    })
    void requestLine_hasItsOperation(String requestLine, String operation) {
        assertThat(Operations.operationOf(Head.of(requestLine), PATH_STYLE_ONLY).name())
                .isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS /rings/a.stl,                 S3 OPTIONS",
        "OPTIONS *,                            S3 OPTIONS",
        "PATCH /rings/a.stl,                   S3 PATCH",
        "BREW /rings/a.stl,                    S3 _OTHER",
        "get /rings/a.stl,                     S3 _OTHER",
        "POST /,                               S3 POST",
        "POST /rings,                          S3 POST",
        "POST /rings/a.stl,                    S3 POST",
        "DELETE /,                             S3 DELETE",
        "GET //a.stl,                          S3 GET",
        "CONNECT store:443,                    S3 CONNECT",
        "DELETE /rings?analytics,              S3 DELETE",
        "PUT /rings/a.stl?uploadId=u,          S3 PUT",
        "GET /rings/a.stl?website,             S3 GET",
        "PUT /rings/a.stl?newerThanTheTable,   S3 PUT",
        "PUT /rings/a.stl?newerThanTheTable=,  S3 PUT",
        "GET /rings?list-type=3,               S3 GET",
    })
    void unknownShape_isNamedByItsMethodOnly(String requestLine, String operation) {
        S3Operation named = Operations.operationOf(Head.of(requestLine), PATH_STYLE_ONLY);

        assertThat(named).isEqualTo(new S3Operation(operation, Family.OTHER, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20260101%2Feu%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=ab",
                "X-Amz-Security-Token=&X-Amz-Signature=ab",
                "AWSAccessKeyId=AKIA&Expires=1767225600&Signature=acl%3D"
            })
    void presignedUrl_isNamedLikeTheSignedRequest(String signature) {
        assertThat(List.of("GET /rings/a.stl", "PUT /rings/a.stl", "GET /rings/a.stl?acl", "GET /rings?list-type=2"))
                .map(line -> Head.of(line + (line.contains("?") ? "&" : "?") + signature))
                .extracting(
                        head -> Operations.operationOf(head, PATH_STYLE_ONLY).name())
                .containsExactly("GetObject", "PutObject", "GetObjectAcl", "ListObjectsV2");
    }

    @Test
    void formPostedByABrowser_isPostObject() {
        Head form = Head.of("POST /rings").with("content-type", "multipart/form-data; boundary=x");

        assertThat(Operations.operationOf(form, PATH_STYLE_ONLY))
                .isEqualTo(new S3Operation("PostObject", Family.WRITE, false));
    }

    @Test
    void formPostedToABucketsHost_isPostObject() {
        Head form = Head.of("POST /")
                .with("content-type", "multipart/form-data; boundary=x")
                .with("host", "rings.s3.amazonaws.com");

        assertThat(Operations.operationOf(form, PATH_STYLE_ONLY).name()).isEqualTo("PostObject");
    }

    @Test
    void objectNamedLikeTheObjectLambdaPath_isAnObject() {
        Head put = Head.of("PUT /rings/WriteGetObjectResponse").with("x-amz-request-route", "route");

        assertThat(Operations.operationOf(put, PATH_STYLE_ONLY).name()).isEqualTo("PutObject");
    }

    @Test
    void families_sayWhatMovesBytes() {
        assertThat(S3Operation.all())
                .filteredOn(operation -> operation.family() == Family.READ)
                .extracting(S3Operation::name)
                .containsExactlyInAnyOrder("GetObject", "SelectObjectContent");
        assertThat(S3Operation.all())
                .filteredOn(operation -> operation.family() == Family.WRITE)
                .extracting(S3Operation::name)
                .containsExactlyInAnyOrder("PutObject", "UploadPart", "PostObject");
    }

    @Test
    void all_hasEachNameOnce() {
        assertThat(S3Operation.all()).extracting(S3Operation::name).doesNotHaveDuplicates();
    }
}
