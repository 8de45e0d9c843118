package dev.loupe.relay.s3;

import dev.loupe.relay.http.ResponseHead;
import java.util.Map;
import java.util.TreeMap;

/** A response's head for tests. */
record Response(int status, Map<String, String> headers) implements ResponseHead {
    static Response of(int status) {
        return new Response(status, Map.of());
    }

    Response with(String lowerCaseName, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(lowerCaseName, value);
        return new Response(status, more);
    }

    @Override
    public String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    @Override
    public long contentLength() {
        return Long.parseLong(headers.getOrDefault("content-length", "-1"));
    }
}
