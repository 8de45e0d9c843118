package dev.loupe.relay.s3;

import dev.loupe.relay.http.RequestHead;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A request's head for tests. */
record Head(String method, String target, Map<String, String> headers) implements RequestHead {
    /** A head without headers, written as on the wire: {@code GET /rings?acl}. */
    static Head of(String requestLine) {
        int space = requestLine.indexOf(' ');
        return new Head(requestLine.substring(0, space), requestLine.substring(space + 1), Map.of());
    }

    /** What the SDK's HTTP client would write. */
    static Head of(SdkHttpRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String path = request.encodedPath().isEmpty() ? "/" : request.encodedPath();
        String query = request.encodedQueryParameters().map(text -> "?" + text).orElse("");
        return new Head(request.method().name(), path + query, headers);
    }

    Head with(String lowerCaseName, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(lowerCaseName, value);
        return new Head(method, target, more);
    }

    S3Operation operationAt(S3Hosts hosts) {
        return S3OperationNamer.operation(this, S3Target.of(target, header("host"), hosts));
    }

    @Override
    public int minorVersion() {
        return 1;
    }

    @Override
    public String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    @Override
    public List<String> headers(String lowerCaseName) {
        return headers.containsKey(lowerCaseName) ? List.of(headers.get(lowerCaseName)) : List.of();
    }
}
