package dev.loupe.relay.s3;

import dev.loupe.relay.fixture.Head;
import java.util.Locale;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Heads as S3 has them. */
final class Operations {
    private Operations() {}

    static S3Operation operationOf(Head head, S3Hosts hosts) {
        return S3OperationNamer.operation(head, S3Target.of(head.target(), head.header("host"), hosts));
    }

    /** What the SDK's HTTP client would write. */
    static Head written(SdkHttpRequest request) {
        String path = request.encodedPath().isEmpty() ? "/" : request.encodedPath();
        String query = request.encodedQueryParameters().map(text -> "?" + text).orElse("");
        Head head = Head.of(request.method().name(), path + query);
        for (var field : request.headers().entrySet()) {
            head = head.with(
                    field.getKey().toLowerCase(Locale.ROOT), field.getValue().get(0));
        }
        return head;
    }
}
