package dev.loupe.relay.service;

import dev.loupe.relay.http.HttpPath.ErrorBody;
import dev.loupe.relay.http.RelayError;

/** Error answers in the shape of RFC 9457. */
final class HttpErrors {
    private HttpErrors() {}

    /** @param requestId hexadecimal */
    static ErrorBody body(RelayError error, String requestId) {
        String json = "{\"title\":\"" + error.message() + "\",\"status\":" + error.status() + ",\"trace_id\":\""
                + requestId + "\"}\n";
        return new ErrorBody("application/problem+json", json, "x-request-id");
    }
}
